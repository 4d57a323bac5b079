import { type EventStore, type FollowedBatch, type Position } from '../event-store.port';
import {
  appendOneByOne,
  eventsOf,
  followUntil,
  followWhile,
  freshStream,
  idsOf,
  newEvents,
  type SuiteContext,
} from '../testing/contract-kit';

export function describeFollowing({ harness, store }: SuiteContext): void {
  describe('following', () => {
    test('goes from catch-up to live, with nothing lost, doubled or reordered', async () => {
      const after = await store().head();
      const streams = [freshStream(), freshStream(), freshStream()] as const;
      const before = await appendOneByOne(store(), streams[0], 30);
      const live = streams.slice(1).map((stream) => appendOneByOne(store(), stream, 100));
      const seen = await followUntil(store(), { after, streams, count: 230 });
      const written = [before, ...(await Promise.all(live))];
      const perStream = streams.map((stream) => idsOf(seen.filter((one) => one.stream === stream)));
      expect(perStream).toEqual(written);
      expect(idsOf(seen.slice(0, 30))).toEqual(before);
    });

    test('across cut connections: nothing lost, doubled or reordered', async () => {
      const after = await store().head();
      const streams = Array.from({ length: 6 }, () => freshStream());
      let dropping = Promise.resolve();
      const writing = Promise.all(streams.map((stream) => appendOneByOne(store(), stream, 60)));
      let seenCount = 0;
      const seen = followWhileDropping((batch) => {
        const dropsBefore = Math.floor(seenCount / 60);
        seenCount += batch.events.filter((event) => streams.includes(event.stream)).length;
        if (Math.floor(seenCount / 60) === dropsBefore) return;
        dropping = dropping.then(() => harness().dropConnections());
      });
      const written = await writing;
      const followed = await seen;
      await dropping;
      const perStream = streams.map((stream) =>
        idsOf(followed.filter((one) => one.stream === stream)),
      );
      expect(perStream).toEqual(written);

      async function followWhileDropping(onBatch: (batch: FollowedBatch) => void) {
        const events: FollowedBatch['events'][number][] = [];
        await followWhile(store(), after, (batch) => {
          onBatch(batch);
          events.push(...batch.events.filter((event) => streams.includes(event.stream)));
          return events.length < 6 * 60;
        });
        return events;
      }
    });

    test('resumes exclusively behind the position of any event', async () => {
      const after = await store().head();
      const stream = freshStream();
      await appendOneByOne(store(), stream, 8);
      const all = await followUntil(store(), { after, streams: [stream], count: 8 });
      for (const [at, { position }] of all.slice(0, -1).entries()) {
        const rest = { after: position, streams: [stream], count: 7 - at };
        expect(await followUntil(store(), rest)).toEqual(all.slice(at + 1));
      }
    });

    test('says where it stands: resuming behind any batch loses nothing', async () => {
      const after = await store().head();
      const stream = freshStream();
      const events = newEvents(7);
      await store().append(stream, 'no-stream', events);
      const stops: { readonly position: Position; readonly taken: number }[] = [];
      let taken = 0;
      await followWhile(store(), after, (batch) => {
        taken += batch.events.filter((event) => event.stream === stream).length;
        stops.push({ position: batch.position, taken });
        return taken < 7;
      });
      for (const stop of stops.filter((one) => one.taken < 7)) {
        const rest = { after: stop.position, streams: [stream], count: 7 - stop.taken };
        expect(idsOf(await followUntil(store(), rest))).toEqual(idsOf(events.slice(stop.taken)));
      }
      expect(stops.at(-1)?.taken).toBe(7);
    });

    test('leaves system streams out, and moves its position over them', async () => {
      const after = await store().head();
      const system = freshStream('$contract');
      const { position } = await store().append(system, 'no-stream', newEvents(3));
      const seen: string[] = [];
      await followWhile(store(), after, (batch) => {
        seen.push(...batch.events.map((event) => event.stream));
        return batch.position < position;
      });
      expect(seen).not.toContain(system);
      expect(await eventsOf(store(), system)).toHaveLength(3);
    });

    test('says that it caught up only when all before that was given', async () => {
      const after = await store().head();
      const stream = freshStream();
      await store().append(stream, 'no-stream', newEvents(2_000));
      await store().append(stream, 1_999n, newEvents(1_000));
      let taken = 0;
      await followWhile(store(), after, (batch) => {
        taken += batch.events.filter((event) => event.stream === stream).length;
        return !batch.caughtUp;
      });
      expect(taken).toBe(3_000);
    });

    test('gives everything to one who is much slower than another', async () => {
      const stream = freshStream();
      const following = new AbortController();
      const after = await store().head();
      const [slow, fast] = [1, 2].map(() => store().follow(after, following.signal));
      const taken = await Promise.all([slow, fast].map(atItsEnd));
      // More text than an engine keeps for those who are slower.
      const events = newEvents(200, JSON.stringify('x'.repeat(50_000)));
      for (let from = 0; from < events.length; from += 10) {
        const expected = from === 0 ? 'no-stream' : BigInt(from - 1);
        await store().append(stream, expected, events.slice(from, from + 10));
      }
      for (const reader of taken.reverse()) {
        const seen: string[] = [];
        while (seen.length < events.length) {
          const { value } = await reader.next();
          const own = (value as FollowedBatch).events.filter((event) => event.stream === stream);
          seen.push(...idsOf(own));
        }
        expect(seen).toEqual(idsOf(events));
      }
      following.abort();

      async function atItsEnd(batches: AsyncIterable<FollowedBatch> | undefined) {
        const reader = (batches as AsyncIterable<FollowedBatch>)[Symbol.asyncIterator]();
        while ((await reader.next()).value?.caughtUp !== true);
        return reader;
      }
    });

    test('says that it caught up at once when there is nothing to give', async () => {
      const batches: FollowedBatch[] = [];
      await followWhile(store(), await store().head(), (batch) => {
        batches.push(batch);
        return !batch.caughtUp;
      });
      expect(batches.at(-1)?.caughtUp).toBe(true);
    });
  });
}

export function describeEndingToFollow({ harness, store }: SuiteContext): void {
  describe('ending to follow', () => {
    test('gives nothing when it was aborted before', async () => {
      for await (const batch of store().follow('start', AbortSignal.abort())) {
        throw new Error(`a batch came: ${batch.position}`);
      }
    });

    test('by abort ends without an error, while idle and while a reader works', async () => {
      const following = new AbortController();
      const batches = store().follow(await store().head(), following.signal);
      const reader = batches[Symbol.asyncIterator]();
      while (!(await reader.next()).value?.caughtUp);
      const idle = reader.next();
      following.abort();
      expect(await idle).toMatchObject({ done: true });

      await followWhile(store(), await store().head(), () => false);
    });

    test('by leaving the loop frees the reader', async () => {
      for await (const batch of store().follow('start', new AbortController().signal)) {
        expect(batch.events.length).toBeLessThanOrEqual(2_000);
        break;
      }
    });

    test('by closing the engine ends without an error', async () => {
      const other: EventStore = await harness().open();
      const reader = other.follow(await other.head(), new AbortController().signal);
      const batches = reader[Symbol.asyncIterator]();
      while (!(await batches.next()).value?.caughtUp);
      const idle = batches.next();
      await other.close();
      expect(await idle).toMatchObject({ done: true });
    });
  });
}
