import { COMMON_TEXTS } from './texts/common';

const AMPS = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const COUNT = new Intl.NumberFormat('en');
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function amps(value: number): string {
  return `${AMPS.format(value)} A`;
}

export function count(value: number): string {
  return COUNT.format(value);
}

export function onOrOff(isOn: boolean): string {
  return isOn ? COMMON_TEXTS.on : COMMON_TEXTS.off;
}

/** In the reader's own time zone. */
export function moment(iso: string): string {
  return MOMENT.format(new Date(iso));
}

/** `3 hours ago`; older than a month: the moment itself. */
export function ago(iso: string, nowMs = Date.now()): string {
  const seconds = (new Date(iso).getTime() - nowMs) / 1000;
  if (Math.abs(seconds) > 30 * 86_400) return moment(iso);
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.round(seconds / size), unit);
  }
  return RELATIVE.format(0, 'minute');
}
