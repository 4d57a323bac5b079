import { type Instant } from '@chargebook/kernel';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';

import { memberRule } from '../members.decorator';

// A plus sign that was not escaped arrives in a query as a space.
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[ +-]\d{2}:\d{2})$/;
const NORMAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The instant in UTC with milliseconds, a finer one rounded up, so that exactly the same is
 * recorded before both; undefined for what is no RFC 3339 time of a day that there is.
 */
export function instantOf(text: string): Instant | undefined {
  const [, date, time = '', fraction = '', offset = ''] = INSTANT.exec(text) ?? [];
  if (!isCalendarDate(date)) return undefined;
  const zone = offset.toUpperCase().replace(' ', '+');
  const wholeMs = Date.parse(`${date}T${time}${fraction.slice(0, 4)}${zone}`);
  const isFiner = /[1-9]/.test(fraction.slice(4));
  return textOf(isFiner ? wholeMs + 1 : wholeMs);
}

/** Undefined for no time, and for years that have more than four digits in UTC. */
function textOf(atMs: number): Instant | undefined {
  if (Number.isNaN(atMs)) return undefined;
  const instant = new Date(atMs).toISOString();
  return NORMAL.test(instant) ? (instant as Instant) : undefined;
}

/** True for a day that the calendar has, as 2024-02-29. */
export function isCalendarDate(text: unknown): text is string {
  if (typeof text !== 'string' || !DATE.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** A time by RFC 3339 with its offset; brought to UTC. */
export function InstantMember(): PropertyDecorator {
  const isGood = (value: unknown): boolean => typeof value === 'string' && NORMAL.test(value);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (instantOf(value) ?? '') : value,
    ),
    memberRule('instant', isGood, 'Must be a time as 2026-03-01T00:00:00+01:00.'),
  );
}

/** A day of the calendar. */
export function DateMember(): PropertyDecorator {
  return memberRule('date', isCalendarDate, 'Must be a day of the calendar as 2026-03-01.');
}
