import { type RefObject, useEffect, useRef } from 'react';

type Place = RefObject<HTMLDivElement | null>;

/** Brings what is within the place into sight, if anything is, with every new cause for it. */
export function useInSight(cause: unknown): Place {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (cause !== null && cause !== undefined) bringIntoSight(place);
  }, [cause]);
  return place;
}

/** Brings a row into sight that is new, once: `take` says whether nobody has yet. */
export function useNewInSight<Row extends HTMLElement>(
  isNew: boolean,
  take: () => boolean,
): RefObject<Row | null> {
  const row = useRef<Row>(null);
  // At every drawing: what was marked may be marked once more.
  useEffect(() => {
    if (isNew && take()) row.current?.scrollIntoView({ block: 'nearest' });
  });
  return row;
}

export function bringIntoSight({ current }: Place): void {
  current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
}
