import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { eventsOf, freshStream, newEvents, type SuiteContext } from './kit';

const MEBIBYTE = 1024 * 1024;
const EVENT_BYTES = 4 * 1024;
const APPENDS = 80;
const EVENTS_PER_APPEND = 200;

/** The log grows by 64 MiB while the reader holds on; two pages of it are 16 MiB. */
export function describeSlowReaders({ store }: SuiteContext): void {
  test('a reader that stands still holds a page or two in memory, and misses nothing', async () => {
    const collectGarbage = garbageCollector();
    const stream = freshStream();
    const after = await store().head();
    const following = new AbortController();
    const reader = store().follow(after, following.signal)[Symbol.asyncIterator]();
    let expected: bigint | 'no-stream' = 'no-stream';
    for (let done = 0; done < APPENDS; done += 1) {
      const events = newEvents(EVENTS_PER_APPEND, JSON.stringify('x'.repeat(EVENT_BYTES)));
      expected = (await store().append(stream, expected, events)).revision;
    }
    collectGarbage();
    const before = process.memoryUsage();
    let batch = await reader.next();
    // What the reader could fetch behind its back it has fetched when another read all of it.
    for await (const page of store().readStream(stream, 'start')) expect(page[0]).toBeDefined();
    collectGarbage();
    const now = process.memoryUsage();
    const grownBytes = now.heapUsed + now.external - before.heapUsed - before.external;
    expect(grownBytes).toBeLessThan(40 * MEBIBYTE);

    let next = 0n;
    for (; next <= (expected as bigint); batch = await reader.next()) {
      for (const event of batch.value?.events ?? []) {
        if (event.stream === stream && event.revision === next) next += 1n;
      }
    }
    following.abort();
    expect(await reader.next()).toMatchObject({ done: true });
    expect((await eventsOf(store(), stream, next - 2n)).length).toBe(1);
  });
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
