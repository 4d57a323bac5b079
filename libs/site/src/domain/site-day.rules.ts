import { type Instant } from '@chargebook/kernel';

const HOUR_MS = 3_600_000;
/** No clock is further from UTC than 15 hours, and none was set twice within so long. */
const AROUND_MS = 36 * HOUR_MS;
const SECOND_MS = 1_000;

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/**
 * The first instant at which clocks in the zone show the day: 00:00, or the first of two where the
 * clocks were set back over it, or the end of the gap where they were set forward over it. `date`
 * is a day of the calendar, `timeZone` an IANA name.
 */
export function startOfDay(date: string, timeZone: string): Instant {
  const midnightMs = Date.parse(`${date}T00:00:00Z`);
  const clock = clockOf(timeZone);
  const offsets = [-AROUND_MS, 0, AROUND_MS].map((shiftMs) => {
    const atMs = midnightMs + shiftMs;
    return shownMs(clock, atMs) - atMs;
  });
  const midnights = offsets
    .map((offsetMs) => midnightMs - offsetMs)
    .filter((atMs) => shownMs(clock, atMs) === midnightMs);
  const startMs = midnights.length > 0 ? Math.min(...midnights) : endOfGap(clock, midnightMs);
  return new Date(startMs).toISOString() as Instant;
}

/** The first second at which the clock shows midnight or more, where it never shows midnight. */
function endOfGap(clock: Intl.DateTimeFormat, midnightMs: number): number {
  let beforeMs = midnightMs - AROUND_MS;
  let behindMs = midnightMs + AROUND_MS;
  while (behindMs - beforeMs > SECOND_MS) {
    const seconds = Math.floor((beforeMs + behindMs) / 2 / SECOND_MS);
    const middleMs = seconds * SECOND_MS;
    if (shownMs(clock, middleMs) >= midnightMs) behindMs = middleMs;
    else beforeMs = middleMs;
  }
  return behindMs;
}

/** What the clock shows at the instant, as if it stood in UTC. */
function shownMs(clock: Intl.DateTimeFormat, atMs: number): number {
  const parts = new Map(clock.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const shown = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(
    shown('year'),
    shown('month') - 1,
    shown('day'),
    shown('hour'),
    shown('minute'),
    shown('second'),
  );
}

/** To make one takes longer than to ask it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = CLOCKS.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  CLOCKS.set(timeZone, clock);
  return clock;
}
