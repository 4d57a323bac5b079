import { type ThingChange } from '@chargebook/kernel';

/** A side of an entry, by the entry's position. */
export type CursorPlace = readonly ['behind' | 'before', string];

export interface HistoryPage {
  readonly items: readonly ThingChange[];
  /** Undefined where nothing is on that side. */
  readonly next: CursorPlace | undefined;
  readonly previous: CursorPlace | undefined;
}

interface Wish {
  readonly limit: number;
  readonly place: CursorPlace | undefined;
}

/** One page of the entries, which may go on from either side of an entry. */
export function pageOf(found: readonly ThingChange[], { limit, place }: Wish): HistoryPage {
  const [start, end] = rangeOf(found, { limit, place });
  const items = found.slice(start, end);
  const [first, last] = [items[0]?.position, items.at(-1)?.position];
  const hasNext = end < found.length && last !== undefined;
  const hasPrevious = start > 0 && first !== undefined;
  return {
    items,
    next: hasNext ? ['behind', last] : undefined,
    previous: hasPrevious ? ['before', first] : undefined,
  };
}

/** The entry is there for ever: a cursor is bound to its query, and a history only grows. */
function rangeOf(found: readonly ThingChange[], { limit, place }: Wish): readonly [number, number] {
  if (place === undefined) return [0, limit];
  const [side, position] = place;
  const index = found.findIndex((change) => change.position === position);
  if (side === 'behind') return [index + 1, index + 1 + limit];
  return [Math.max(0, index - limit), Math.max(0, index)];
}
