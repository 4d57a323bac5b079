import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';

import { eventually } from '../../../../../test/support/eventually';
import { type EventStoreDbDouble, startEventStoreDbDouble } from './start-double';
import { type Fault, FAULTS, type FaultKind } from './faults';

/** In insecure mode they are not sent, but they choose the classic append. */
const CLASSIC = { credentials: { username: 'admin', password: 'changeit' } };
const CALL_WITHIN_MS = 300;
const folder = mkdtempSync(join(tmpdir(), 'eventstoredb-double-'));
const tried = new Set<FaultKind>();

let double: EventStoreDbDouble;
let client: EventStoreDBClient;
/** Reads what is stored, by a connection that no fault has touched. */
let observer: EventStoreDBClient;

beforeAll(async () => {
  double = await startEventStoreDbDouble({ logFile: join(folder, 'log') });
});
beforeEach(() => {
  // It is not disposed of: after a batch stream that ended with OK that would never be done.
  client = EventStoreDBClient.connectionString(double.connectionString);
  observer = EventStoreDBClient.connectionString(double.connectionString);
});
afterEach(async () => {
  await double.heal();
  await observer.dispose();
});
afterAll(async () => {
  await double.stop();
  rmSync(folder, { recursive: true });
});

const REFUSALS: readonly (readonly [Fault, object])[] = [
  [{ kind: 'unavailable' }, { code: 14 }],
  [{ kind: 'not-ready' }, { message: expect.stringContaining('Server Is Not Ready') }],
  [{ kind: 'cut' }, { code: 14 }],
  [{ kind: 'unauthenticated' }, { code: 16 }],
  [{ kind: 'access-denied' }, { type: 'access-denied' }],
  [{ kind: 'not-leader' }, { type: 'unknown' }],
  [
    { kind: 'not-leader', leader: { host: 'elsewhere', port: 2113 } },
    { type: 'not-leader', leader: { address: 'elsewhere', port: 2113 } },
  ],
];

describe.each(REFUSALS)('With the fault %j', (fault, error) => {
  test.each(['batch append', 'classic append', 'read', 'subscription'])(
    'a %s is refused, and nothing is written',
    async (call) => {
      const stream = freshStream();
      await inject({ ...fault, on: ['append', 'batch-append', 'read', 'subscribe'] });
      await expect(attempts[call]?.(stream)).rejects.toMatchObject(error);
      await double.heal();
      await expect(idsIn(stream, observer)).rejects.toMatchObject({ type: 'stream-not-found' });
    },
  );
});

test.each([
  ['unavailable', 14],
  ['unauthenticated', 16],
] as const)('who asks for the features may be refused too: %s', async (kind, code) => {
  await inject({ kind, on: ['features'] });
  await expect(append(freshStream())).rejects.toMatchObject({ code });
});

test('a call in silence ends by its deadline alone, and the next is answered', async () => {
  const stream = freshStream();
  await inject({ kind: 'silence', on: ['append'], times: 1 });
  await expect(append(stream, newEvent(), CLASSIC)).rejects.toMatchObject({
    type: 'deadline-exceeded',
  });
  const event = newEvent();
  await append(stream, event, CLASSIC);
  expect(await idsIn(stream)).toEqual([event.id]);
});

test('a fault lets so many pass first, and hits so many', async () => {
  await inject({ kind: 'unavailable', on: ['append'], after: 2, times: 1 });
  const outcomes: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const attempt = append(freshStream(), newEvent(), CLASSIC);
    outcomes.push(
      await attempt.then(
        () => 'accepted',
        () => 'refused',
      ),
    );
  }
  expect(outcomes).toEqual(['accepted', 'accepted', 'refused', 'accepted', 'accepted']);
});

test.each([
  ['cut-after-commit', CLASSIC, { code: 14 }],
  ['silence-after-commit', CLASSIC, { type: 'deadline-exceeded' }],
  ['timeout-after-commit', CLASSIC, { code: 10 }],
  ['cut-after-commit', {}, { code: 14 }],
  ['timeout-after-commit', {}, { type: 'deadline-exceeded' }],
] as const)('%s, with options %j: the event is stored once', async (kind, options, error) => {
  const [stream, event] = [freshStream(), newEvent()];
  await inject({ kind, times: 1 });
  await expect(append(stream, event, options)).rejects.toMatchObject(error);
  expect(await append(stream, event, options)).toMatchObject({ nextExpectedRevision: 0n });
  expect(await idsIn(stream)).toEqual([event.id]);
});

test.each(['end-after-commit', 'silence-after-commit', 'silence'] as const)(
  'on the batch stream %s leaves the client without an answer',
  async (kind) => {
    const [stream, event] = [freshStream(), newEvent()];
    await inject({ kind, on: ['batch-append'], times: 1 });
    const unanswered = append(stream, event).then(() => 'answered');
    const later = append(freshStream(), newEvent(), CLASSIC).then(() => 'later');
    expect(await Promise.race([unanswered, later])).toBe('later');
    const isStored = kind !== 'silence';
    expect(await idsIn(stream, observer).catch(() => [])).toEqual(isStored ? [event.id] : []);
  },
);

describe('A stream of events', () => {
  let stream: string;
  let ids: string[];
  beforeEach(async () => {
    stream = freshStream();
    const events = Array.from({ length: 6 }, () => newEvent());
    ids = events.map(({ id }) => id);
    await client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
  });

  test('may end with OK before its end', async () => {
    await inject({ kind: 'end-stream', on: ['read'], after: 2, times: 1 });
    expect(await idsIn(stream)).toEqual(ids.slice(0, 2));
    expect(await idsIn(stream)).toEqual(ids);
  });

  test('may be dropped', async () => {
    await inject({ kind: 'drop-stream', on: ['read'], times: 1 });
    await expect(idsIn(stream)).rejects.toMatchObject({ code: 10 });
  });

  test('may be slow', async () => {
    await inject({ kind: 'slow-stream', delayMs: 5 });
    expect(await idsIn(stream)).toEqual(ids);
  });

  test('may fall behind, and say so', async () => {
    const said: string[] = [];
    await inject({ kind: 'fall-behind', on: ['subscribe'], delayMs: 1, times: 1 });
    const subscription = client.subscribeToAll().on('data', () => undefined);
    for (const name of ['fellBehind', 'caughtUp'] as const) {
      subscription.on(name, () => said.push(name));
    }
    await eventually(() => expect(said).toEqual(['fellBehind', 'caughtUp', 'caughtUp']));
    await subscription.unsubscribe();
  });

  test('may stand still', async () => {
    await inject({ kind: 'stall-stream', on: ['read'], after: 3, times: 1 });
    const stalled = client.readStream(stream);
    const seen: string[] = [];
    stalled.on('data', ({ event }) => seen.push(event?.id ?? ''));
    const ended = once(stalled, 'end').then(() => 'ended');
    const other = idsIn(stream).then(() => 'the other ended');
    expect(await Promise.race([ended, other])).toBe('the other ended');
    expect(seen).toEqual(ids.slice(0, 3));
    await stalled.cancel();
  });

  test('may begin, where a subscription resumes, with what was seen', async () => {
    const [first] = await eventsIn(stream);
    const resume = async () => {
      const fromPosition = first?.position ?? 'start';
      for await (const { event } of client.subscribeToAll({ fromPosition })) return event?.id;
      return undefined;
    };
    await inject({ kind: 'deliver-twice', times: 1 });
    expect(await resume()).toBe(ids[0]);
    expect(await resume()).toBe(ids[1]);
  });
});

test('cut connections, a refused port and a killed process lose nothing acknowledged', async () => {
  const stream = freshStream();
  const events = [newEvent(), newEvent(), newEvent()] as const;
  await append(stream, events[0], CLASSIC);
  await double.goDown();
  await expect(append(stream, events[1], CLASSIC)).rejects.toMatchObject({ code: 14 });
  await double.comeBack();
  await appendAgain(stream, events[1], 0n);
  await double.kill();
  await expect(append(stream, events[2], CLASSIC)).rejects.toMatchObject({ code: 14 });
  await double.restart();
  await appendAgain(stream, events[2], 1n);
  await double.cutConnections();
  const stored = await idsIn(stream).catch(() => idsIn(stream));
  expect(stored).toEqual(events.map(({ id }) => id));
});

test('a frozen process takes connections and answers nothing until it thaws', async () => {
  const stream = freshStream();
  double.freeze();
  const attempt = append(stream, newEvent(), CLASSIC);
  await expect(attempt).rejects.toMatchObject({ code: 4 });
  double.thaw();
  const event = newEvent();
  await append(freshStream(), event, CLASSIC);
});

test('what is asked of a double whose process has ended is refused', async () => {
  const mortal = await startEventStoreDbDouble();
  mortal.freeze();
  const unanswered = mortal.heal().catch(String);
  await mortal.kill();
  expect(await unanswered).toContain('refused to heal: its process has ended');
  await expect(mortal.heal()).rejects.toThrow('the double cannot heal: its process has ended');
});

test('an older server says so', async () => {
  const older = await startEventStoreDbDouble({ version: '22.10.5' });
  const features = new ServerFeaturesClient(
    `127.0.0.1:${older.port}`,
    credentials.createInsecure(),
  );
  const version = new Promise((resolve, reject) => {
    features.getSupportedMethods(new Empty(), (error, methods) =>
      error ? reject(error) : resolve(methods.getEventStoreServerVersion()),
    );
  });
  expect(await version).toBe('22.10.5');
  features.close();
  await older.stop();
});

test('every fault was tried', () => {
  expect(tried).toEqual(new Set(Object.keys(FAULTS)));
});

const attempts: Readonly<Record<string, (stream: string) => Promise<unknown>>> = {
  'batch append': (stream) => append(stream),
  'classic append': (stream) => append(stream, newEvent(), CLASSIC),
  read: (stream) => idsIn(stream),
  async subscription() {
    for await (const { event } of client.subscribeToAll()) return event;
    return undefined;
  },
};

async function inject(fault: Fault): Promise<void> {
  tried.add(fault.kind);
  await double.inject(fault);
}

function freshStream(): string {
  return `fault-${randomUUID()}`;
}

function newEvent() {
  return jsonEvent({ id: randomUUID(), type: 'Tried', data: 'x' });
}

function append(stream: string, event = newEvent(), options = {}) {
  return client.appendToStream(stream, event, {
    ...options,
    deadline: CALL_WITHIN_MS,
    expectedRevision: 'no_stream',
  });
}

/** A client notices what became of its connection by the call that fails. */
async function appendAgain(
  stream: string,
  event: ReturnType<typeof newEvent>,
  expectedRevision: bigint,
): Promise<void> {
  const attempt = () => client.appendToStream(stream, event, { ...CLASSIC, expectedRevision });
  await attempt().catch(attempt);
}

async function eventsIn(stream: string, reader = client) {
  const events = [];
  for await (const { event } of reader.readStream(stream)) {
    if (event !== undefined) events.push(event);
  }
  return events;
}

async function idsIn(stream: string, reader = client): Promise<string[]> {
  return (await eventsIn(stream, reader)).map(({ id }) => id);
}
