import { randomUUID } from 'node:crypto';

import { EventTooLarge, WrongExpectedRevision } from '../errors';
import {
  type CopyTarget,
  MAX_APPEND_BYTES,
  MAX_APPEND_EVENTS,
  MAX_EVENT_BYTES,
  type PlacedEvent,
  type RecordedEvent,
  type StreamName,
} from '../event-store.port';
import {
  eventsOf,
  followUntil,
  freshStream,
  idsOf,
  newEvent,
  newEvents,
  untilKnown,
} from '../testing/contract-kit';

const MANY_STREAMS = 7;

/** What every engine must hold that another log is copied into; its log may be in use by others. */
export function describeOrderedAppends(open: () => Promise<CopyTarget>): void {
  describe('events of many streams in one order', () => {
    let store: CopyTarget;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    test('stand in the log in that order, at their revisions, as their texts were', async () => {
      const after = await store.head();
      const events = interleaved(MAX_APPEND_EVENTS);
      const position = await untilKnown(() => store.appendInOrder(events));
      const streams = [...new Set(events.map(({ stream }) => stream))];
      const stored = await followUntil(store, { after, streams, count: events.length });
      expect(stored.map(withoutPosition)).toEqual(events);
      expect(stored.map((event) => event.position)).toEqual(
        stored.map((event) => event.position).sort(),
      );
      expect(position).toBe(stored.at(-1)?.position);
    });

    test('are behind what was sent before, in the streams and in the log', async () => {
      const after = await store.head();
      const events = interleaved(60);
      for (let at = 0; at < events.length; at += 20) {
        await untilKnown(() => store.appendInOrder(events.slice(at, at + 20)));
      }
      const streams = events.map(({ stream }) => stream);
      const stored = await followUntil(store, { after, streams, count: events.length });
      expect(stored.map(withoutPosition)).toEqual(events);
    });

    test('sent again as they were stand once, whatever came behind them', async () => {
      const events = interleaved(20);
      const position = await untilKnown(() => store.appendInOrder(events));
      expect(await store.appendInOrder(events)).toBe(position);
      const stream = streamOf(events);
      const held = await eventsOf(store, stream);
      await store.append(stream, held.at(-1)?.revision ?? 'no-stream', newEvents(1));
      expect(await store.appendInOrder(events)).toBe(position);
      expect(await eventsOf(store, stream)).toHaveLength(held.length + 1);
    });

    test('are refused where a stream has other events, and leave those as they were', async () => {
      const events = interleaved(20);
      const stream = streamOf(events);
      const others = newEvents(1);
      await store.append(stream, 'no-stream', others);
      await expect(store.appendInOrder(events)).rejects.toEqual(
        new WrongExpectedRevision(stream, 'no-stream', 0n),
      );
      expect(idsOf(await eventsOf(store, stream)).slice(0, 1)).toEqual(idsOf(others));
    });

    test('are refused where a stream does not reach up to them', async () => {
      const stream = freshStream();
      await expect(store.appendInOrder([placed(stream, 3)])).rejects.toEqual(
        new WrongExpectedRevision(stream, 2n, 'no-stream'),
      );
    });

    test('may be larger one by one than a new event, up to the bound of all', async () => {
      const stream = freshStream();
      const large = { ...placed(stream, 0), data: JSON.stringify('x'.repeat(MAX_EVENT_BYTES)) };
      await store.appendInOrder([large]);
      expect((await eventsOf(store, stream)).map(({ data }) => data)).toEqual([large.data]);
      const huge = { ...placed(stream, 1), data: JSON.stringify('x'.repeat(MAX_APPEND_BYTES)) };
      await expect(store.appendInOrder([huge])).rejects.toBeInstanceOf(EventTooLarge);
      await expect(store.appendInOrder([])).rejects.toBeInstanceOf(RangeError);
    });
  });
}

/** Events of some streams in turn, with runs of one stream among them. */
function interleaved(count: number): readonly PlacedEvent[] {
  const streams = Array.from({ length: MANY_STREAMS }, () => freshStream());
  const revisions = new Map<StreamName, number>();
  return Array.from({ length: count }, (_, at) => {
    const stream = streams[at % 11 < MANY_STREAMS ? at % 11 : 0] ?? freshStream();
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    return placed(stream, revision);
  });
}

function placed(stream: StreamName, revision: number): PlacedEvent {
  const data = JSON.stringify({ at: revision, text: randomUUID() });
  return { ...newEvent(`{"b" : 1.50, "a":${data}}`), stream, revision: BigInt(revision) };
}

function streamOf(events: readonly PlacedEvent[]): StreamName {
  const [first] = events;
  if (first === undefined) throw new Error('there is no event');
  return first.stream;
}

function withoutPosition({ position: _, ...event }: RecordedEvent): PlacedEvent {
  return event;
}
