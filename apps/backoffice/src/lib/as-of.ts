import { useState } from 'react';

import { useListState } from './list-state';
import { Problem } from './problem';
import { AS_OF_TEXTS as TEXTS } from './texts/as-of';
import { momentIn, ownTimeZone, zoneName } from './zoned-time';

/** The member of the address that a moment of the past stands in. */
export const AS_OF = 'asOf';

/** A view that can be shown as it was: the address says of when, and nothing of now. */
export interface AsOfView {
  /** An instant, or a position in the log. */
  readonly asOf: string | undefined;
  readonly isChoosing: boolean;
  readonly setChoosing: (isChoosing: boolean) => void;
  readonly show: (asOf: string) => void;
  readonly backToNow: () => void;
}

export function useAsOfView(): AsOfView {
  const list = useListState();
  const [isChoosing, setChoosing] = useState(false);
  const go = (asOf: string | undefined): void => {
    setChoosing(false);
    list.change({ [AS_OF]: asOf });
  };
  return {
    asOf: list.value(AS_OF),
    isChoosing,
    setChoosing,
    show: go,
    backToNow: () => go(undefined),
  };
}

const POSITION = /^[0-9a-f]{8}-\d{4}-\d+$/;

/** What the address asks for, as an instant; undefined for a position, and for what is neither. */
export function instantOf(asOf: string | undefined): string | undefined {
  const timeMs = asOf === undefined || POSITION.test(asOf) ? Number.NaN : Date.parse(asOf);
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString();
}

/** Whose clock a moment is chosen and shown on. */
export interface Clock {
  readonly timeZone: string;
  readonly name: string;
}

/** That of the site; where there is none, the reader's own. */
export function clockOf(siteTimeZone: string | undefined): Clock {
  if (siteTimeZone !== undefined) {
    return { timeZone: siteTimeZone, name: TEXTS.clockOfSite(zoneName(siteTimeZone)) };
  }
  const timeZone = ownTimeZone();
  return { timeZone, name: TEXTS.ownClock(zoneName(timeZone)) };
}

/** The moment in words. */
export function asOfText(asOf: string, { timeZone, name }: Clock): string {
  if (POSITION.test(asOf)) return TEXTS.position(asOf);
  const instant = instantOf(asOf);
  if (instant === undefined) return TEXTS.unknown(asOf);
  return TEXTS.momentOn(momentIn(instant, timeZone), name);
}

/** What of the log counts: at a position its own event does. */
export function asOfExplained(asOf: string): string {
  return POSITION.test(asOf) ? TEXTS.explainedAt : TEXTS.explained;
}

/** What is wrong with the moment itself; undefined where the trouble is another one. */
export function asOfFaultIn(error: unknown): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  const fault = error.errors.find(({ pointer }) => pointer === `/${AS_OF}`);
  if (fault === undefined) return undefined;
  const texts: Readonly<Record<string, string>> = TEXTS.refused;
  return Object.hasOwn(texts, fault.code) ? texts[fault.code] : fault.detail;
}
