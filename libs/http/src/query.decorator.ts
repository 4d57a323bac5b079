import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';

import { memberRule, OneOf, OptionalMember, PlainText, IntegerBetween } from './members.decorator';

const WHOLE_NUMBER = /^(0|[1-9]\d{0,8})$/;

/** A whole number that arrives as text; `1e2`, `+1`, ` 1` and `01` are none. */
export function QueryInteger(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && WHOLE_NUMBER.test(value) ? Number(value) : value,
    ),
    IntegerBetween(min, max),
  );
}

/** `true` or `false`. */
export function QueryBoolean(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    memberRule('boolean', (value) => typeof value === 'boolean', 'Must be true or false.'),
  );
}

/** A parameter that may come several times: always a list of the words. */
export function RepeatableWords(words: readonly string[]): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) && value.length <= words.length && value.every((it) => words.includes(it));
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? [value] : Array.isArray(value) ? [...new Set(value)] : value,
    ),
    memberRule('words', isGood, `Each must be one of ${words.join(', ')}.`),
  );
}

/** A parameter that may come several times: always a list of `max` short texts at most. */
export function RepeatableText(max: number, maxLength: number): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length <= max &&
    value.every((it) => typeof it === 'string' && it !== '' && it.length <= maxLength);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
    memberRule('texts', isGood, `May come ${max} times, each of 1 to ${maxLength} characters.`),
  );
}

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/** What every list takes; a list's own DTO extends it. */
export class ListQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @OptionalMember()
  @QueryInteger(1, MAX_LIMIT)
  readonly limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({ description: 'The nextCursor of the page before.' })
  @OptionalMember()
  @PlainText(1, 2_000)
  readonly cursor?: string;
}

/** One of the columns, with a dash before it for falling order. */
export function SortBy(columns: readonly string[]): PropertyDecorator {
  return OneOf(columns.flatMap((column) => [column, `-${column}`]));
}
