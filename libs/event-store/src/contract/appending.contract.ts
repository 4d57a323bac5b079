import { EventTooLarge, WrongExpectedRevision } from '../errors';
import { MAX_APPEND_EVENTS, MAX_EVENT_BYTES, type Revision } from '../event-store.port';
import {
  appendSurely,
  eventsOf,
  freshStream,
  idsOf,
  newEvent,
  newEvents,
  type SuiteContext,
} from '../testing/contract-kit';

type Expected = Revision | 'no-stream';

export function describeExpectedRevisions({ store }: SuiteContext): void {
  describe('expected revisions', () => {
    const truthTable: readonly (readonly [number, Expected, Expected | 'accepted'])[] = [
      [0, 'no-stream', 'accepted'],
      [0, 0n, 'no-stream'],
      [0, 7n, 'no-stream'],
      [2, 'no-stream', 1n],
      [2, 0n, 1n],
      [2, 1n, 'accepted'],
      [2, 2n, 1n],
      [2, 2n ** 40n, 1n],
    ];

    test.each(truthTable)(
      'a stream of %s events, expected %s: %s',
      async (count, expected, end) => {
        const stream = freshStream();
        const before = newEvents(count);
        if (count > 0) await store().append(stream, 'no-stream', before);
        const added = newEvents(2);

        const attempt = store().append(stream, expected, added);

        if (end === 'accepted') {
          await expect(attempt).resolves.toMatchObject({ revision: BigInt(count) + 1n });
        } else {
          await expect(attempt).rejects.toEqual(new WrongExpectedRevision(stream, expected, end));
        }
        const stored = end === 'accepted' ? [...before, ...added] : before;
        expect(idsOf(await eventsOf(store(), stream))).toEqual(idsOf(stored));
      },
    );
  });
}

export function describeAtomicAppends({ store }: SuiteContext): void {
  describe('an append of several events', () => {
    test('stands whole, in order, without a gap', async () => {
      const stream = freshStream();
      const events = newEvents(MAX_APPEND_EVENTS);
      const receipt = await store().append(stream, 'no-stream', events);
      const stored = await eventsOf(store(), stream);
      expect(idsOf(stored)).toEqual(idsOf(events));
      expect(stored.map((event) => event.revision)).toEqual(events.map((_, at) => BigInt(at)));
      expect(receipt).toEqual({
        revision: BigInt(MAX_APPEND_EVENTS) - 1n,
        position: stored.at(-1)?.position,
      });
    });

    test('writes none when one of them is too large', async () => {
      const stream = freshStream();
      const large = newEvent(JSON.stringify('x'.repeat(MAX_EVENT_BYTES)));
      await expect(
        store().append(stream, 'no-stream', [newEvent(), large, newEvent()]),
      ).rejects.toBeInstanceOf(EventTooLarge);
      expect(await eventsOf(store(), stream)).toEqual([]);
    });

    test('is refused when all of them together are too large', async () => {
      const stream = freshStream();
      const events = newEvents(16, JSON.stringify('x'.repeat(MAX_EVENT_BYTES - 100)));
      await expect(store().append(stream, 'no-stream', events)).rejects.toBeInstanceOf(
        EventTooLarge,
      );
      expect(await eventsOf(store(), stream)).toEqual([]);
    });

    test.each([0, MAX_APPEND_EVENTS + 1])('of %s events is a mistake', async (count) => {
      const attempt = store().append(freshStream(), 'no-stream', newEvents(count));
      await expect(attempt).rejects.toBeInstanceOf(RangeError);
    });
  });
}

export function describeRepeats({ store }: SuiteContext): void {
  describe('a repeat', () => {
    test('answers like the first time and writes nothing, whatever came behind it', async () => {
      const stream = freshStream();
      const events = newEvents(3);
      const first = await store().append(stream, 'no-stream', events);
      expect(await store().append(stream, 'no-stream', events)).toEqual(first);
      await store().append(stream, 2n, newEvents(2));
      expect(await store().append(stream, 'no-stream', events)).toEqual(first);
      expect(await eventsOf(store(), stream)).toHaveLength(5);
    });

    test('sent 20 times at once is written once', async () => {
      const stream = freshStream();
      const events = newEvents(2);
      const receipts = await Promise.all(
        Array.from({ length: 20 }, () =>
          appendSurely(store(), { stream, expected: 'no-stream', events }),
        ),
      );
      expect(new Set(receipts.map((receipt) => receipt.position)).size).toBe(1);
      expect(idsOf(await eventsOf(store(), stream))).toEqual(idsOf(events));
    });

    test('is none at another revision, nor in another stream', async () => {
      const [stream, other] = [freshStream(), freshStream()];
      const event = newEvent();
      await store().append(stream, 'no-stream', [event]);
      expect((await store().append(stream, 0n, [event])).revision).toBe(1n);
      expect((await store().append(other, 'no-stream', [event])).revision).toBe(0n);
      expect(idsOf(await eventsOf(store(), stream))).toEqual([event.id, event.id]);
      await expect(store().append(stream, 5n, [event])).rejects.toEqual(
        new WrongExpectedRevision(stream, 5n, 1n),
      );
    });

    test('that overlaps in part is refused and writes nothing', async () => {
      const stream = freshStream();
      const [first, second, third] = [newEvent(), newEvent(), newEvent()];
      await store().append(stream, 'no-stream', [first, second]);
      const refused = new WrongExpectedRevision(stream, 'no-stream', 1n);
      for (const overlap of [[first, second, third], [first, third], [third, second], [second]]) {
        await expect(store().append(stream, 'no-stream', overlap)).rejects.toEqual(refused);
      }
      expect(idsOf(await eventsOf(store(), stream))).toEqual([first.id, second.id]);
    });

    test('of a first part alone is a repeat of that part', async () => {
      const stream = freshStream();
      const [first, second] = [newEvent(), newEvent()];
      await store().append(stream, 'no-stream', [first, second]);
      expect((await store().append(stream, 'no-stream', [first])).revision).toBe(0n);
    });
  });
}
