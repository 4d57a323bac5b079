import { type PlacedEvent } from '@chargebook/event-store';

import { CopyRefused, nameOf } from './copy-refused';

const MEMBERS = ['stream', 'revision', 'id', 'type', 'data', 'metadata'] as const;

/**
 * Holds the target's events to the source's at the same places of the log, the first of which is
 * number `from`, counted from 1.
 * @throws CopyRefused that names the first that differs
 */
export function assertSameEvents(
  source: readonly PlacedEvent[],
  target: readonly PlacedEvent[],
  from: number,
): void {
  for (const [index, held] of target.entries()) {
    const wanted = source[index];
    if (wanted === undefined) throw moreThanSource(held);
    const member = MEMBERS.find((each) => held[each] !== wanted[each]);
    if (member === undefined) continue;
    throw new CopyRefused(
      `the target holds other events: number ${from + index} is ${nameOf(held)} there and ` +
        `${nameOf(wanted)} in the source; they differ in ${member}`,
    );
  }
}

function moreThanSource(held: PlacedEvent): CopyRefused {
  return new CopyRefused(
    `the target holds more than the source: behind all that they share comes ${nameOf(held)}`,
  );
}
