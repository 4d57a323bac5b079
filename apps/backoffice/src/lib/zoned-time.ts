/** Times on the clock of a place, for those who ask what was there at midnight. */

const PARTS = {
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const;
const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?$/;

/** The reader's own. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** As people read it: `America/New York`. */
export function zoneName(timeZone: string): string {
  return timeZone.replaceAll('_', ' ');
}

/** `1 Mar 2026, 09:30:00` on the clock of the place. */
export function momentIn(iso: string, timeZone: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', style).format(new Date(iso));
}

/** As `2026-03-01T09:30:00`: what a field for date and time holds. */
export function localIn(iso: string, timeZone: string): string {
  return localOf(new Date(iso).getTime(), timeZone);
}

function localOf(timeMs: number, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone }).formatToParts(timeMs);
  const of = Object.fromEntries(shown.map(({ type, value }) => [type, value]));
  const { year = '', month, day, hour, minute, second } = of;
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`;
}

/**
 * The instant at which the clock of the place shows this; undefined for a text that is no time.
 * Where the clock shows it twice, the first; where it is set over it, the moment that it would
 * have been.
 */
export function instantIn(local: string, timeZone: string): string | undefined {
  const [whole, date, minutes, seconds = ':00'] = LOCAL.exec(local) ?? [];
  if (whole === undefined) return undefined;
  const asUtcMs = Date.parse(`${date}T${minutes}${seconds}Z`);
  if (Number.isNaN(asUtcMs)) return undefined;
  const offsets = [asUtcMs - DAY_MS, asUtcMs + DAY_MS].map((near) => offsetMs(near, timeZone));
  const candidates = offsets.map((offset) => asUtcMs - offset).sort((one, other) => one - other);
  const shows = (timeMs: number): boolean => timeMs + offsetMs(timeMs, timeZone) === asUtcMs;
  const found = candidates.find(shows) ?? asUtcMs - (offsets[0] ?? 0);
  return new Date(found).toISOString();
}

const DAY_MS = 86_400_000;

/** How far the clock of the place is ahead of UTC then. */
function offsetMs(timeMs: number, timeZone: string): number {
  const wholeSecondMs = Math.floor(timeMs / 1000) * 1000;
  return Date.parse(`${localOf(wholeSecondMs, timeZone)}Z`) - wholeSecondMs;
}
