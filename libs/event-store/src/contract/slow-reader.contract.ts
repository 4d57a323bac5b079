import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { type EventStore, type FollowedBatch, type StreamName } from '../event-store.port';
import { freshStream, newEvents, type SuiteContext } from '../testing/contract-kit';

const MEBIBYTE = 1024 * 1024;
const EVENT_BYTES = 4 * 1024;
const APPENDS = 80;
const EVENTS_PER_APPEND = 200;
const EVENTS = APPENDS * EVENTS_PER_APPEND;

/** The log grows by 64 MiB while the reader stands still; two pages of it are 16 MiB. */
export function describeSlowReaders({ store }: SuiteContext): void {
  test('a reader that stands still holds a page or two in memory, and misses nothing', async () => {
    const collectGarbage = garbageCollector();
    const stream = freshStream();
    const following = new AbortController();
    const batches = store().follow(await store().head(), following.signal);
    const reader = batches[Symbol.asyncIterator]();
    await fill(store(), stream);
    const before = usedBytes(collectGarbage);
    const first = await reader.next();
    // What could be fetched behind the reader's back was, by the time another has read all of it.
    await readWhole(store(), stream);
    expect(usedBytes(collectGarbage) - before).toBeLessThan(40 * MEBIBYTE);

    const revisions = revisionsIn(first, stream);
    while (revisions.length < EVENTS) revisions.push(...revisionsIn(await reader.next(), stream));
    following.abort();
    expect(revisions).toEqual(Array.from({ length: EVENTS }, (_, at) => at));
    expect(await reader.next()).toMatchObject({ done: true });
  });
}

async function fill(store: EventStore, stream: StreamName): Promise<void> {
  let expected: bigint | 'no-stream' = 'no-stream';
  for (let done = 0; done < APPENDS; done += 1) {
    const events = newEvents(EVENTS_PER_APPEND, JSON.stringify('x'.repeat(EVENT_BYTES)));
    expected = (await store.append(stream, expected, events)).revision;
  }
}

async function readWhole(store: EventStore, stream: StreamName): Promise<void> {
  let count = 0;
  for await (const page of store.readStream(stream, 'start')) count += page.length;
  expect(count).toBe(EVENTS);
}

function revisionsIn(result: IteratorResult<FollowedBatch>, stream: StreamName): number[] {
  if (result.done === true) throw new Error('following ended by itself');
  const { events } = result.value;
  return events.filter((one) => one.stream === stream).map(({ revision }) => Number(revision));
}

function usedBytes(collectGarbage: () => void): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
