import { type PlacedEvent } from '@chargebook/event-store';

import { CopyRefused, nameOf } from './copy-refused';

/**
 * The pages as they come, held to this: each stream begins at its first event and lacks none. A
 * log whose streams lack events (deleted, cut off by a maximal count or age) is no whole log, and
 * no other can be at its revisions.
 * @throws CopyRefused for an event that does not follow the one before it in its stream
 */
export async function* withoutGaps<Event extends PlacedEvent>(
  pages: AsyncIterable<readonly Event[]>,
): AsyncGenerator<readonly Event[]> {
  const nextOf = new Map<string, bigint>();
  for await (const page of pages) {
    for (const event of page) {
      const next = nextOf.get(event.stream) ?? 0n;
      if (event.revision !== next) throw gapBefore(event, next);
      nextOf.set(event.stream, next + 1n);
    }
    yield page;
  }
}

function gapBefore(event: PlacedEvent, next: bigint): CopyRefused {
  return new CopyRefused(
    `the source lacks events: ${nameOf(event)} comes where revision ${next} would be next`,
  );
}
