import { type RecordedEvent, type Revision } from './event-store.port';

export interface PagedStream {
  readonly after: Revision | 'start';
  /** A page of fewer events is the last one. */
  readonly pageEvents: number;
  /** The events behind a revision; -1 is before the first. */
  readonly pageBehind: (revision: Revision) => Promise<readonly RecordedEvent[]>;
}

/** So many pages are on their way while one is worked on: the log and the reader both have work. */
const PAGES_AHEAD = 2;

/** The pages of a stream up to its end, the next ones read while one is worked on. */
export async function* streamPages({
  after,
  pageEvents,
  pageBehind,
}: PagedStream): AsyncGenerator<readonly RecordedEvent[]> {
  let asked = after === 'start' ? -1n : after;
  let page = await pageBehind(asked);
  const ahead: Promise<readonly RecordedEvent[]>[] = [];
  while (page.length > 0) {
    const isFull = page.length === pageEvents;
    while (isFull && ahead.length < PAGES_AHEAD) {
      // Revisions leave none out, so that the place of a page is known before the one before it.
      asked += BigInt(pageEvents);
      const next = pageBehind(asked);
      // Who stops reading here leaves the pages behind it, and their failure, to nobody.
      next.catch(() => undefined);
      ahead.push(next);
    }
    yield page;
    page = isFull ? ((await ahead.shift()) ?? []) : [];
  }
}
