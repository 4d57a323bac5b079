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

/**
 * The pages of a stream up to its end. The next ones are read while one is worked on, but behind
 * the first: whoever goes on from a fold that is kept mostly stops there.
 */
export async function* streamPages({
  after,
  pageEvents,
  pageBehind,
}: PagedStream): AsyncGenerator<readonly RecordedEvent[]> {
  let asked = after === 'start' ? -1n : after;
  const ask = (): Promise<readonly RecordedEvent[]> => {
    const page = pageBehind(asked);
    // Revisions leave none out, so that the place of a page is known before the one before it.
    asked += BigInt(pageEvents);
    // Who stops reading here leaves the pages behind it, and their failure, to nobody.
    page.catch(() => undefined);
    return page;
  };
  const ahead: Promise<readonly RecordedEvent[]>[] = [];
  let pagesAhead = 0;
  for (;;) {
    const page = await (ahead.shift() ?? ask());
    const isFull = page.length === pageEvents;
    while (isFull && ahead.length < pagesAhead) ahead.push(ask());
    if (page.length > 0) yield page;
    if (!isFull) return;
    pagesAhead = PAGES_AHEAD;
  }
}
