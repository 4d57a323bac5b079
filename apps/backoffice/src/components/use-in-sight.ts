import { type RefObject, useEffect, useRef } from 'react';

/** Brings what is within the place into sight, if anything is, with every new cause for it. */
export function useInSight(cause: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (cause === null || cause === undefined) return;
    place.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, [cause]);
  return place;
}
