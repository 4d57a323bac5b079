import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '../../../../test/support/eventually';
import { AppendOutcomeUnknown, StoreUnavailable } from '../errors';
import {
  appendOneByOne,
  eventsOf,
  followUntil,
  freshStream,
  idsOf,
  newEvents,
} from '../testing/contract-kit';
import { type EventStore, type FollowedBatch, type StreamName } from '../event-store.port';
import { type Fault } from '../testing/eventstoredb-double/faults';
import { openEventStoreDb } from './open';
import { ServerUnusable } from './server-unusable';
import {
  type EventStoreDbDouble,
  startEventStoreDbDouble,
} from '../testing/eventstoredb-double/start-double';

jest.setTimeout(60_000);

const WRITERS = 8;
const APPENDS_PER_WRITER = 12;
const folder = mkdtempSync(join(tmpdir(), 'eventstoredb-faults-'));

let double: EventStoreDbDouble;
let store: EventStore;

beforeAll(async () => {
  double = await startEventStoreDbDouble({ logFile: join(folder, 'log') });
});
beforeEach(async () => {
  store = await openEventStoreDb({ connectionString: double.connectionString });
});
afterEach(async () => {
  await double.heal();
  await store.close();
});
afterAll(async () => {
  await double.stop();
  rmSync(folder, { recursive: true });
});

const ofAppends: readonly Omit<Fault, 'on'>[] = [
  { kind: 'unavailable', times: 3 },
  { kind: 'not-ready', times: 3 },
  { kind: 'unauthenticated', times: 1 },
  { kind: 'access-denied', times: 3 },
  { kind: 'not-leader', times: 3 },
  { kind: 'cut', times: 2 },
  { kind: 'silence', times: 1 },
  { kind: 'cut-after-commit', times: 2 },
  { kind: 'silence-after-commit', times: 1 },
  { kind: 'timeout-after-commit', times: 3 },
  { kind: 'end-after-commit', times: 2 },
];

test.each(ofAppends)('writers that repeat lose and double nothing: %j', async (fault) => {
  await double.inject({ ...fault, on: ['append', 'batch-append'], after: 40 });
  await expectEverythingWritten(() => Promise.resolve());
});

test('a follower that names the leader is left for it', async () => {
  const leader = { host: '127.0.0.1', port: double.port };
  await double.inject({ kind: 'not-leader', leader, after: 40, times: 2 });
  await expectEverythingWritten(() => Promise.resolve());
});

const ofServers: readonly (readonly [string, () => Promise<void>])[] = [
  ['loses its connections', () => double.cutConnections()],
  ['goes and comes back', () => double.goDown().then(() => double.comeBack())],
  ['is killed and starts again', () => double.kill().then(() => double.restart())],
];

test.each(ofServers)('writers lose and double nothing while the server %s', async (_, fault) => {
  await expectEverythingWritten(fault);
});

const ofSubscriptions: readonly Fault[] = [
  { kind: 'end-stream', after: 30, times: 3 },
  { kind: 'drop-stream', after: 30, times: 3 },
  { kind: 'slow-stream', delayMs: 2, times: 50 },
  { kind: 'stall-stream', after: 30, times: 1 },
  { kind: 'fall-behind', delayMs: 2, times: 20 },
  { kind: 'silence', times: 1 },
  { kind: 'unavailable', times: 2 },
  { kind: 'not-ready', times: 2 },
  { kind: 'not-leader', times: 2 },
  { kind: 'cut', times: 2 },
];

test.each(ofSubscriptions)('who follows misses and doubles nothing: %j', async (fault) => {
  await double.inject({ ...fault, on: ['subscribe'] });
  await expectEverythingFollowed(() => Promise.resolve());
});

test('who follows is behind for as long as the server says so', async () => {
  const stream = freshStream();
  const { signal } = new AbortController();
  const batches = store.follow(await store.head(), signal)[Symbol.asyncIterator]();
  expect((await batches.next()).value).toMatchObject({ events: [], caughtUp: true });
  // Live where all read who have caught up.
  await store.append(freshStream(), 'no-stream', newEvents(1));
  while (!((await batches.next()).value as FollowedBatch).caughtUp);
  await double.inject({ kind: 'fall-behind', on: ['subscribe'], delayMs: 500 });
  await store.append(stream, 'no-stream', newEvents(1));
  expect((await batches.next()).value).toMatchObject({ events: [{ stream }], caughtUp: false });
  expect((await batches.next()).value).toMatchObject({ events: [], caughtUp: true });
  await batches.return?.();
});

test('who follows takes once what a resumed subscription delivers twice', async () => {
  await double.inject({ kind: 'deliver-twice', on: ['subscribe'] });
  await double.inject({ kind: 'end-stream', on: ['subscribe'], after: 10, times: 10 });
  await expectEverythingFollowed(() => Promise.resolve());
});

test.each(ofServers)(
  'who follows misses and doubles nothing as the server %s',
  async (_, fault) => {
    await expectEverythingFollowed(fault);
  },
);

test('every call to a frozen server ends with an error of the port, and works later', async () => {
  const stream = freshStream();
  const head = await store.head();
  double.freeze();
  const outcomes = await Promise.allSettled([
    store.append(stream, 'no-stream', newEvents(1)),
    store.head(),
    store.judge(head),
    eventsOf(store, stream),
  ]);
  double.thaw();
  const [append, ...reads] = outcomes.map(
    (outcome) => outcome.status === 'rejected' && outcome.reason,
  );
  expect(append).toBeInstanceOf(AppendOutcomeUnknown);
  for (const read of reads) expect(read).toBeInstanceOf(StoreUnavailable);
  expect(await appendOneByOne(store, freshStream(), 3)).toHaveLength(3);
});

test('an outage is told of once, and its end, whatever is tried meanwhile', async () => {
  const notices: string[] = [];
  const { connectionString } = double;
  const onNotice = (text: string): void => void notices.push(text);
  const watched = await openEventStoreDb({ connectionString, onNotice });
  const [after, stream] = [await watched.head(), freshStream()];
  const wanted = { after, streams: [stream], count: 1 };
  const seen = Promise.all(Array.from({ length: 5 }, () => followUntil(watched, wanted)));
  await double.goDown();
  for (let count = 0; count < 25; count += 1) {
    await expect(watched.head()).rejects.toBeInstanceOf(StoreUnavailable);
    await pause(200);
  }
  await double.comeBack();
  await eventually(() => expect(notices).toHaveLength(2), 20_000);
  await watched.append(stream, 'no-stream', newEvents(1));
  await seen;
  expect(notices).toEqual([
    'EventStoreDB does not answer as it should; all is tried again',
    expect.stringMatching(/^EventStoreDB answers again, after \d+\.\d s$/),
  ]);
  await watched.close();
});

test('a read that breaks off is an error, not the end of the stream', async () => {
  const stream = freshStream();
  await store.append(stream, 'no-stream', newEvents(20));
  await double.inject({ kind: 'drop-stream', on: ['read'], after: 10, times: 1 });
  await expect(eventsOf(store, stream)).rejects.toBeInstanceOf(StoreUnavailable);
});

test.each(['unauthenticated', 'access-denied'] as const)(
  'nothing is waited for where the server refuses the credentials: %s',
  async (kind) => {
    await double.inject({ kind });
    await expect(
      openEventStoreDb({ connectionString: double.connectionString }),
    ).rejects.toBeInstanceOf(ServerUnusable);
  },
);

test('nor where he may read a log that has no name yet, and not write to it', async () => {
  const unnamed = await startEventStoreDbDouble();
  await unnamed.inject({ kind: 'access-denied', on: ['batch-append'] });
  await expect(openEventStoreDb({ connectionString: unnamed.connectionString })).rejects.toThrow(
    'it refuses the user of the connection string',
  );
  await unnamed.stop();
}, 20_000);

test('a slash before the options is no part of the name of the host', async () => {
  const connectionString = double.connectionString.replace('?', '/?');
  const opened = await openEventStoreDb({ connectionString });
  const { revision } = await opened.append(freshStream(), 'no-stream', newEvents(1));
  expect(revision).toBe(0n);
  await opened.close();
});

test.each(['tls=perhaps', 'keepAliveInterval=soon', 'colour=red', 'tlsVerifyCert=false'])(
  'an option that is no good is refused before any server is waited for: %s',
  async (option) => {
    const connectionString = `esdb://user:secret@127.0.0.1:1?tls=false&${option}`;
    const refused: unknown = await openEventStoreDb({ connectionString }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ServerUnusable);
    expect(String(refused)).not.toContain('secret');
  },
);

test('a server that is too old is refused by its version', async () => {
  const older = await startEventStoreDbDouble({ version: '22.10.5' });
  await expect(openEventStoreDb({ connectionString: older.connectionString })).rejects.toThrow(
    /22\.10 is older/,
  );
  await older.stop();
});

/** Writers that send again what had no certain answer, while something happens to the server. */
async function write(streams: readonly StreamName[], fault: () => Promise<void>) {
  const writing = streams.map((stream) => appendOneByOne(store, stream, APPENDS_PER_WRITER));
  await fault();
  return Promise.all(writing);
}

async function expectEverythingWritten(fault: () => Promise<void>): Promise<void> {
  const streams = Array.from({ length: WRITERS }, () => freshStream());
  const written = await write(streams, fault);
  await double.heal();
  const stored = await Promise.all(streams.map((stream) => eventsOf(store, stream)));
  expect(stored.map(idsOf)).toEqual(written);
}

async function expectEverythingFollowed(fault: () => Promise<void>): Promise<void> {
  const after = await store.head();
  const streams = Array.from({ length: WRITERS }, () => freshStream());
  const following = followUntil(store, { after, streams, count: WRITERS * APPENDS_PER_WRITER });
  const written = await write(streams, fault);
  const seen = await following;
  const positions = seen.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].sort());
  expect(streams.map((stream) => idsOf(seen.filter((one) => one.stream === stream)))).toEqual(
    written,
  );
}
