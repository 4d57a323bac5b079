import { type PlacedEvent } from '@chargebook/event-store';

import { CopyRefused, nameOf } from './copy-refused';

/**
 * The revision that each stream has come to. A log whose streams lack events (deleted, cut off by
 * a maximal count or age) is no whole log, and no other can be at its revisions.
 */
export class StreamRevisions {
  readonly #next = new Map<string, bigint>();

  /** @throws CopyRefused for an event that does not follow the one before it in its stream */
  advance(events: readonly PlacedEvent[]): void {
    for (const event of events) {
      const next = this.#next.get(event.stream) ?? 0n;
      if (event.revision !== next) {
        throw new CopyRefused(
          `the source lacks events: ${nameOf(event)} comes where revision ${next} would be next`,
        );
      }
      this.#next.set(event.stream, next + 1n);
    }
  }
}
