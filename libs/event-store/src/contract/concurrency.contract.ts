import { WrongExpectedRevision } from '../errors';
import { type EventStore, type NewEvent, type StreamName } from '../event-store.port';
import {
  appendOneByOne,
  eventsOf,
  followUntil,
  freshStream,
  idsOf,
  newEvent,
  newEvents,
  type SuiteContext,
} from '../testing/contract-kit';

export function describeConcurrentWriters({ harness, store }: SuiteContext): void {
  describe('concurrent writers', () => {
    let other: EventStore;
    beforeAll(async () => {
      other = await harness().open();
    });
    afterAll(() => other.close());

    test('at one revision: one wins, the others are refused', async () => {
      const stream = freshStream();
      await store().append(stream, 'no-stream', newEvents(1));
      const results = await Promise.allSettled(
        newEvents(64).map((event, at) => (at % 2 ? other : store()).append(stream, 0n, [event])),
      );
      const refusals = results.filter((result) => result.status === 'rejected');
      expect(refusals).toHaveLength(63);
      for (const { reason } of refusals) expect(reason).toBeInstanceOf(WrongExpectedRevision);
      expect(await eventsOf(store(), stream)).toHaveLength(2);
    });

    test('that retry leave no gap, and every event once', async () => {
      const stream = freshStream();
      const events = newEvents(60);
      await Promise.all(
        events.map((event, at) => appendSomewhere(at % 2 ? other : store(), stream, event)),
      );
      const stored = await eventsOf(store(), stream);
      expect(stored.map(({ revision }) => revision)).toEqual(events.map((_, at) => BigInt(at)));
      expect(idsOf(stored).sort()).toEqual(idsOf(events).sort());
    });

    test('get each a verdict of their own, whatever is refused beside them', async () => {
      const streams = Array.from({ length: 40 }, () => freshStream());
      const results = await Promise.allSettled(
        streams.map((stream, at) =>
          store().append(stream, at % 2 ? 3n : 'no-stream', newEvents(2)),
        ),
      );
      expect(results.map(({ status }) => status)).toEqual(
        streams.map((_, at) => (at % 2 ? 'rejected' : 'fulfilled')),
      );
    });

    test('write positions in the order of commit, and a reader skips none of them', async () => {
      const after = await store().head();
      const streams = Array.from({ length: 16 }, () => freshStream());
      const writing = Promise.all(
        streams.map((stream, at) => appendOneByOne(at % 2 ? other : store(), stream, 40)),
      );
      const seen = await followUntil(store(), { after, streams, count: 16 * 40 });
      const written = await writing;

      const positions = seen.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
      const perStream = streams.map((stream) => idsOf(seen.filter((one) => one.stream === stream)));
      expect(perStream).toEqual(written);
    });

    test('are answered with the position that every reader sees', async () => {
      const after = await store().head();
      const stream = freshStream();
      const receipt = await store().append(stream, 'no-stream', newEvents(3));
      const [read, followed] = await Promise.all([
        eventsOf(other, stream),
        followUntil(other, { after, streams: [stream], count: 3 }),
      ]);
      expect(read).toEqual(followed);
      expect(read.at(-1)).toMatchObject(receipt);
      expect((await other.head()) >= receipt.position).toBe(true);
    });
  });
}

/** Appends behind whatever is there, as often as another was quicker. */
async function appendSomewhere(
  store: EventStore,
  stream: StreamName,
  event: NewEvent = newEvent(),
): Promise<void> {
  let expected: bigint | 'no-stream' = 'no-stream';
  for (;;) {
    try {
      await store.append(stream, expected, [event]);
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      expected = error.actual;
    }
  }
}
