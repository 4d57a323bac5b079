import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import {
  type AllStreamResolvedEvent,
  type AppendExpectedRevision,
  EventStoreDBClient,
  jsonEvent,
  type JSONEventType,
  streamNameFilter,
} from '@eventstore/db-client';

import { hasDockerEngine, startEventStoreDbContainer } from '../eventstoredb-container';
import { startEventStoreDbDouble } from './start-double';

const REAL_SERVER = process.env.EVENTSTORE_TEST_URL;

/** What the bare client sees must be the same here and on a real server, where there is one. */
const SERVERS = [
  { name: 'the double', start: startEventStoreDbDouble, lacking: undefined },
  {
    name: 'the server of EVENTSTORE_TEST_URL',
    start: async () => ({ connectionString: `${REAL_SERVER}`, stop: () => Promise.resolve() }),
    lacking: REAL_SERVER === undefined ? 'it names none' : undefined,
  },
  {
    name: 'a container',
    start: startEventStoreDbContainer,
    lacking: hasDockerEngine() ? undefined : 'no Docker engine answers',
  },
];
const START_WITHIN_MS = 180_000;
const MEBIBYTE = 1024 * 1024;
/** In insecure mode they are not sent, but they choose the classic append. */
const credentials = { username: 'admin', password: 'changeit' };
const APPEND_PATHS = [
  ['batch', {}],
  ['classic', { credentials }],
] as const;

let client: EventStoreDBClient;

for (const { name, lacking } of SERVERS.filter((server) => server.lacking !== undefined)) {
  test.skip(`the protocol of ${name} (skipped: ${lacking})`, () => undefined);
}

interface StartedServer {
  readonly connectionString: string;
  stop(): Promise<void>;
}

const present = SERVERS.filter(({ lacking }) => lacking === undefined);

describe.each(present)('The protocol of $name', ({ start }) => {
  let server: StartedServer;
  beforeAll(async () => {
    server = await start();
    client = EventStoreDBClient.connectionString(server.connectionString);
  }, START_WITHIN_MS);
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  describe.each(APPEND_PATHS)('by the %s append', (_path, options) => {
    const append = (
      stream: string,
      expectedRevision: AppendExpectedRevision,
      events: ReturnType<typeof newEvent>[],
    ) => client.appendToStream(stream, events, { ...options, expectedRevision });

    test.each<[number, AppendExpectedRevision, boolean]>([
      [0, 'no_stream', true],
      [0, 0n, false],
      [0, 'stream_exists', false],
      [0, 'any', true],
      [2, 'no_stream', false],
      [2, 0n, false],
      [2, 1n, true],
      [2, 2n, false],
      [2, 2n ** 40n, false],
      [2, 'any', true],
      [2, 'stream_exists', true],
    ])('%s events, expected %s: accepted %s', async (count, expected, isAccepted) => {
      const stream = freshStream();
      if (count > 0) await append(stream, 'no_stream', newEvents(count));
      const attempt = append(stream, expected, newEvents(2));
      if (isAccepted) {
        const nextExpectedRevision = BigInt(count) + 1n;
        expect(await attempt).toMatchObject({ success: true, nextExpectedRevision });
      } else {
        const actualVersion = count === 0 ? 'no_stream' : BigInt(count) - 1n;
        await expect(attempt).rejects.toMatchObject({
          type: 'wrong-expected-version',
          expectedVersion: expected,
          actualVersion,
        });
      }
    });

    test('a repeat at its revision is accepted and stored once, a part of it too', async () => {
      const stream = freshStream();
      const events = newEvents(3);
      const first = await append(stream, 'no_stream', events);
      await append(stream, 2n, newEvents(2));
      expect(await append(stream, 'no_stream', events)).toEqual(first);
      const part = await append(stream, 'no_stream', events.slice(0, 2));
      expect(part).toMatchObject({ nextExpectedRevision: 1n });
      expect(await read(stream)).toHaveLength(5);
    });

    test('a repeat that overlaps in part, or elsewhere, is refused', async () => {
      const stream = freshStream();
      const [first, second, third] = [newEvent(), newEvent(), newEvent()];
      await append(stream, 'no_stream', [first, second]);
      for (const overlap of [[first, second, third], [first, third], [second], [third, second]]) {
        await expect(append(stream, 'no_stream', overlap)).rejects.toMatchObject({
          type: 'wrong-expected-version',
          actualVersion: 1n,
        });
      }
      expect(await append(stream, 1n, [first])).toMatchObject({ nextExpectedRevision: 2n });
    });

    test('the limit of an append counts the data, not the metadata', async () => {
      const whole = newEvent('x'.repeat(MEBIBYTE - 2));
      await append(freshStream(), 'no_stream', [{ ...whole, metadata: { by: 'x'.repeat(2_000) } }]);
      const larger = [newEvent('x'.repeat(MEBIBYTE / 2)), newEvent('x'.repeat(MEBIBYTE / 2))];
      await expect(append(freshStream(), 'no_stream', larger)).rejects.toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: MEBIBYTE,
      });
    });
  });

  test('a stream is read from both ends, in bounds', async () => {
    const stream = freshStream();
    const events = newEvents(5);
    const before = Date.now();
    await client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
    const ids = events.map(({ id }) => id);
    expect(idsOf(await read(stream))).toEqual(ids);
    expect(idsOf(await read(stream, { fromRevision: 3n }))).toEqual(ids.slice(3));
    expect(idsOf(await read(stream, { fromRevision: 9n }))).toEqual([]);
    expect(idsOf(await read(stream, { maxCount: 2 }))).toEqual(ids.slice(0, 2));
    const backwards = { direction: 'backwards', fromRevision: 'end', maxCount: 2 } as const;
    const last = await read(stream, backwards);
    expect(idsOf(last)).toEqual(ids.slice(3).reverse());
    expect(last[0]).toMatchObject({ streamId: stream, revision: 4n, isJson: true });
    expect(last[0]?.created.getTime()).toBeGreaterThan(before - 60_000);
    await expect(read(freshStream())).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  test('$all is read from a position, inclusive forwards and exclusive backwards', async () => {
    const stream = freshStream();
    const { position } = await client.appendToStream(stream, newEvents(1), {});
    const events = newEvents(40);
    await client.appendToStream(stream, events, { expectedRevision: 0n });
    const fromPosition = position ?? 'start';
    const forwards = await readAll({ fromPosition, maxCount: 10_000 });
    const own = forwards.filter((event) => event?.streamId === stream);
    expect(own).toHaveLength(41);
    expect(forwards[0]).toMatchObject({ streamId: stream, revision: 0n, position });
    const [before] = await readAll({ fromPosition, direction: 'backwards', maxCount: 1 });
    expect((before?.position?.commit ?? 0n) < (position?.commit ?? 0n)).toBe(true);
    const positions = own.map((event) => event?.position?.commit ?? 0n);
    expect(positions).toEqual([...new Set(positions)].sort((one, other) => (one < other ? -1 : 1)));
    expect(own.every((event) => event?.position?.prepare === event?.position?.commit)).toBe(true);
    const backwards = { fromPosition: 'end', direction: 'backwards', maxCount: 10_000 } as const;
    const newest = (await readAll(backwards)).filter((event) => event?.streamId === stream);
    expect(newest.map((event) => event?.id)).toEqual(own.map((event) => event?.id).reverse());
  });

  test('a position within a record is an error, one behind the end is the end', async () => {
    const { position } = await client.appendToStream(freshStream(), newEvents(1), {});
    const { commit = 0n } = position ?? {};
    const between = { commit: commit + 3n, prepare: commit + 3n };
    await client.appendToStream(freshStream(), newEvents(1), {});
    const error = { code: 2 };
    await expect(readAll({ fromPosition: between, maxCount: 1 })).rejects.toMatchObject(error);
    await expect(readAll({ fromPosition: { commit, prepare: commit + 1n } })).rejects.toMatchObject(
      error,
    );
    const resumed = client.subscribeToAll({ fromPosition: between })[Symbol.asyncIterator]();
    await expect(resumed.next()).rejects.toMatchObject(error);
    const beyond = { commit: commit + 10n ** 9n, prepare: commit + 10n ** 9n };
    expect(await readAll({ fromPosition: beyond, maxCount: 1 })).toEqual([]);
    const backwards = { fromPosition: beyond, direction: 'backwards', maxCount: 1 } as const;
    await expect(readAll(backwards)).rejects.toMatchObject(error);
  });

  test('a live subscription that does not keep up is given up', async () => {
    const stream = freshStream();
    const filter = streamNameFilter({ prefixes: [stream] });
    const subscription = client.subscribeToAll({ fromPosition: 'end', filter });
    const reader = subscription[Symbol.asyncIterator]();
    await once(subscription, 'caughtUp');
    const large = 'x'.repeat(4_000);
    for (let count = 0; count < 200; count += 1) {
      await client.appendToStream(stream, newEvent(large), {});
    }
    const readAll = async () => {
      for (let count = 0; count < 200; count += 1) await reader.next();
    };
    await expect(readAll()).rejects.toMatchObject({ code: 10 });
  });

  test('a subscription resumes behind its position, says it caught up, and goes on', async () => {
    const [stream, other] = [freshStream(), freshStream('other')];
    const filter = streamNameFilter({ prefixes: [stream], checkpointInterval: 1 });
    const { position } = await client.appendToStream(stream, newEvents(1), {});
    const events = newEvents(100);
    await client.appendToStream(stream, events.slice(0, 60), { expectedRevision: 0n });
    const fromPosition = position ?? 'start';
    const checkpoints: bigint[] = [];
    const subscription = client.subscribeToAll({
      fromPosition,
      filter: {
        ...filter,
        checkpointReached: async (_, place) => void checkpoints.push(place.commit),
      },
    });
    const told: string[] = [];
    subscription.on('caughtUp', () => told.push('caught up'));
    for await (const { event } of subscription) {
      told.push(event?.id ?? '');
      if (told.length === 60) {
        await client.appendToStream(other, newEvents(40), {});
        await client.appendToStream(stream, events.slice(60), { expectedRevision: 60n });
      }
      if (told.length === 101) break;
    }
    expect(told.filter((one) => one !== 'caught up')).toEqual(events.map(({ id }) => id));
    expect(told.indexOf('caught up')).toBeGreaterThan(0);
    expect(checkpoints.length).toBeGreaterThan(1);
    expect(checkpoints.every((place) => place > (position?.commit ?? 0n))).toBe(true);
  });
});

type TestEvent = JSONEventType<'Tried', string>;

function freshStream(category = 'protocol'): string {
  return `${category}-${randomUUID()}`;
}

function newEvent(data = 'x') {
  return jsonEvent<TestEvent>({ id: randomUUID(), type: 'Tried', data });
}

function newEvents(count: number) {
  return Array.from({ length: count }, () => newEvent());
}

async function read(stream: string, options: Parameters<EventStoreDBClient['readStream']>[1] = {}) {
  const events = [];
  for await (const { event } of client.readStream<TestEvent>(stream, options)) {
    if (event !== undefined) events.push(event);
  }
  return events;
}

async function readAll(options: Parameters<EventStoreDBClient['readAll']>[0]) {
  const events: AllStreamResolvedEvent['event'][] = [];
  for await (const { event } of client.readAll(options)) events.push(event);
  return events;
}

function idsOf(events: readonly { readonly id: string }[]): string[] {
  return events.map(({ id }) => id);
}
