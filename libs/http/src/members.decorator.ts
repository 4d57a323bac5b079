import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf } from 'class-validator';

import { isPlainText } from './plain-values';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an id in lower case, of whatever version. */
export function isUuidText(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** May be absent; null is refused (`@IsOptional` would let it through). */
export function OptionalMember(): PropertyDecorator {
  return ValidateIf((_dto: object, value: unknown) => value !== undefined);
}

/** May be absent, or null, which clears it in a merge patch. */
export function NullableMember(): PropertyDecorator {
  return ValidateIf((_dto: object, value: unknown) => value !== undefined && value !== null);
}

/** One rule with one sentence; `describe` is shown as the detail of the problem. */
export function memberRule(
  name: string,
  isGood: (value: unknown) => boolean,
  detail: string,
): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: isGood, defaultMessage: () => detail } });
}

/** Text that is trimmed and then has `min` to `max` characters (code points). */
export function PlainText(min: number, max: number): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    typeof value === 'string' && isPlainText(value) && isWithin(lengthOf(value), min, max);
  return applyDecorators(
    onText((text) => text.trim()),
    memberRule('plainText', isGood, `Must be text of ${min} to ${max} characters.`),
  );
}

/** Text of this pattern after trimming; `form` completes "Must be …". */
export function PatternText(pattern: RegExp, form: string): PropertyDecorator {
  const isGood = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
  return applyDecorators(
    onText((text) => text.trim()),
    memberRule('patternText', isGood, `Must be ${form}.`),
  );
}

/** An id; letters are brought to lower case. */
export function UuidMember(): PropertyDecorator {
  return applyDecorators(onText(lowerCase), memberRule('uuid', isUuidText, 'Must be a UUID.'));
}

/** `min` to `max` ids, doubled ones included: whether they may be is a rule of the domain. */
export function UuidList(min: number, max: number): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) && isWithin(value.length, min, max) && value.every(isUuidText);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((item: unknown) => mapText(item, lowerCase)) : value,
    ),
    memberRule('uuidList', isGood, `Must be a list of ${min} to ${max} UUIDs.`),
  );
}

/** Any finite number of amps: its range and one decimal at most are a rule with a code (422). */
export function AmpsMember(): PropertyDecorator {
  return memberRule('amps', isFiniteNumber, 'Must be a number of Amps.');
}

/** Amps with one decimal at most within bounds, for fields without a range code of their own. */
export function IsAmps(min: number, max: number): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    isFiniteNumber(value) && isWithin(value, min, max) && hasOneDecimal(value);
  return memberRule('amps', isGood, `Must be ${min} to ${max} A with one decimal at most.`);
}

/** True when the number is a whole count of tenths, as it is written: 0.1 is, 1e-7 is not. */
export function hasOneDecimal(amps: number): boolean {
  return Math.round(amps * 10) / 10 === amps;
}

export function NumberBetween(min: number, max: number): PropertyDecorator {
  const isGood = (value: unknown): boolean => isFiniteNumber(value) && isWithin(value, min, max);
  return memberRule('number', isGood, `Must be a number from ${min} to ${max}.`);
}

export function IntegerBetween(min: number, max: number): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Number.isInteger(value) && isWithin(value as number, min, max);
  return memberRule('integer', isGood, `Must be a whole number from ${min} to ${max}.`);
}

export function BooleanMember(): PropertyDecorator {
  return memberRule('boolean', (value) => typeof value === 'boolean', 'Must be true or false.');
}

/** One of the words, as written. */
export function OneOf(words: readonly (string | number)[]): PropertyDecorator {
  const isGood = (value: unknown): boolean => words.includes(value as string);
  return memberRule('oneOf', isGood, `Must be one of ${words.join(', ')}.`);
}

function onText(change: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => mapText(value, change));
}

function mapText(value: unknown, change: (text: string) => string): unknown {
  return typeof value === 'string' ? change(value) : value;
}

/** In code points, as a person counts them but for accents that are written apart. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isWithin(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
