import { type RecordedEvent, type Revision } from './event-store.port';

export interface PagedStream {
  readonly after: Revision | 'start';
  /** A page of fewer events is the last one. */
  readonly pageEvents: number;
  /** The events behind a revision; -1 is before the first. */
  readonly pageBehind: (revision: Revision) => Promise<readonly RecordedEvent[]>;
}

/** The pages of a stream up to its end, each read while the one before is worked on. */
export async function* streamPages({
  after,
  pageEvents,
  pageBehind,
}: PagedStream): AsyncGenerator<readonly RecordedEvent[]> {
  let page = await pageBehind(after === 'start' ? -1n : after);
  while (page.length > 0) {
    const last = page.at(-1);
    const isFull = last !== undefined && page.length === pageEvents;
    const next = isFull ? pageBehind(last.revision) : Promise.resolve([]);
    // Who stops reading here leaves the page behind it, and its failure, to nobody.
    next.catch(() => undefined);
    yield page;
    page = await next;
  }
}
