import { setImmediate as turn } from 'node:timers/promises';

import { type RecordedEvent, type Revision } from './event-store.port';
import { streamPages } from './stream-pages';

const PAGE_EVENTS = 2;

/** A stream of so many events, and the revisions behind which pages of it were asked for. */
function streamOf(count: number) {
  const events = Array.from({ length: count }, (_, at) => ({ revision: BigInt(at) }));
  const asked: Revision[] = [];
  const pageBehind = (revision: Revision): Promise<readonly RecordedEvent[]> => {
    asked.push(revision);
    const start = Number(revision) + 1;
    return Promise.resolve(events.slice(start, start + PAGE_EVENTS) as RecordedEvent[]);
  };
  const pages = (after: Revision | 'start') =>
    streamPages({ after, pageEvents: PAGE_EVENTS, pageBehind });
  return { asked, pages };
}

async function revisionsOf(pages: AsyncIterable<readonly RecordedEvent[]>) {
  const found: (readonly Revision[])[] = [];
  for await (const page of pages) found.push(page.map(({ revision }) => revision));
  return found;
}

describe('The pages of a stream', () => {
  it.each<[number, Revision | 'start', Revision[][]]>([
    [0, 'start', []],
    [1, 'start', [[0n]]],
    [2, 'start', [[0n, 1n]]],
    [7, 'start', [[0n, 1n], [2n, 3n], [4n, 5n], [6n]]],
    [
      6,
      1n,
      [
        [2n, 3n],
        [4n, 5n],
      ],
    ],
    [6, 5n, []],
  ])('of %d events behind %s come whole, in order', async (count, after, expected) => {
    expect(await revisionsOf(streamOf(count).pages(after))).toEqual(expected);
  });

  it('are read ahead for who goes on, and not for who stops behind the first', async () => {
    const { asked, pages } = streamOf(20);
    const reading = pages('start');
    await reading.next();
    await turn();
    expect(asked).toEqual([-1n]);
    await reading.next();
    await turn();
    expect(asked).toEqual([-1n, 1n, 3n, 5n]);
    await reading.return(undefined);
    expect(asked).toHaveLength(4);
  });
});
