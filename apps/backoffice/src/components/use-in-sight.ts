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

export function bringIntoSight({ current }: Place): void {
  current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
}
