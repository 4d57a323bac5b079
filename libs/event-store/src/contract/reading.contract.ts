import { MAX_EVENT_BYTES } from '../event-store.port';
import {
  eventsOf,
  freshStream,
  idsOf,
  newEvent,
  newEvents,
  type SuiteContext,
} from '../testing/contract-kit';

/** Longest text of one event beside this metadata: a JSON string in its quotes. */
const METADATA = '{}';
const LONGEST_DATA = JSON.stringify('x'.repeat(MAX_EVENT_BYTES - METADATA.length - 2));

export function describeReading({ store }: SuiteContext): void {
  describe('reading a stream', () => {
    test('that does not exist gives nothing', async () => {
      expect(await eventsOf(store(), freshStream())).toEqual([]);
    });

    test('gives what is behind a revision', async () => {
      const stream = freshStream();
      const events = newEvents(5);
      await store().append(stream, 'no-stream', events);
      expect(idsOf(await eventsOf(store(), stream, 2n))).toEqual(idsOf(events.slice(3)));
      expect(await eventsOf(store(), stream, 4n)).toEqual([]);
    });

    test.each([
      ['spaces and order', '{ "b" : 1,\n\t"a":2 }'],
      ['numbers as they were written', '[1.0,1e2,-0,12345678901234567890.10]'],
      ['a member that comes twice', '{"a":1,"a":2}'],
      ['letters of all planes', '{"名":"Füße – ⚡ 🚗 \u{10FFFF} \u200F"}'],
      ['escapes, as they were written', '{"a":"\\u0000\\u00e9\\/\\n\\ud83d\\ude97"}'],
      ['quotes and backslashes', '["\\"","\\\\","{\\"}","NULL","\'"]'],
      ['the largest event', LONGEST_DATA],
      ['an empty object', '{}'],
      ['null', 'null'],
    ])('gives back exactly: %s', async (_, text) => {
      const stream = freshStream();
      const sent = { ...newEvent(text), metadata: METADATA, type: 'Größe "⚡", {1}' };
      await store().append(stream, 'no-stream', [sent]);
      const [stored] = await eventsOf(store(), stream);
      expect(stored).toEqual({ ...sent, stream, revision: 0n, position: stored?.position });
    });

    test('gives back metadata as it was too', async () => {
      const stream = freshStream();
      const metadata = '{ "z": 1.50, "a" : "⚡" }';
      await store().append(stream, 'no-stream', [{ ...newEvent(), metadata }]);
      expect(await eventsOf(store(), stream)).toMatchObject([{ metadata }]);
    });
  });
}

export function describePaging({ store }: SuiteContext): void {
  test('a stream past 10,000 events comes whole, page by page', async () => {
    const stream = freshStream();
    const events = newEvents(10_500);
    for (let from = 0; from < events.length; from += 1_500) {
      const expected = from === 0 ? 'no-stream' : BigInt(from - 1);
      await store().append(stream, expected, events.slice(from, from + 1_500));
    }
    const stored = await eventsOf(store(), stream);
    expect(idsOf(stored)).toEqual(idsOf(events));
    expect(stored.at(-1)?.revision).toBe(10_499n);
    const positions = stored.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort());
    expect(idsOf(await eventsOf(store(), stream, 3_999n))).toEqual(idsOf(events.slice(4_000)));
  });
}
