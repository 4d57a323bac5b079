import {
  appendSurely,
  eventsOf,
  followUntil,
  freshStream,
  newEvent,
  newEvents,
} from '../testing/contract-kit';
import { type EventStore, type FollowedBatch, type Position } from '../event-store.port';
import { openPostgresEventStore } from './open';
import { PostgresHarness } from '../testing/postgres-harness';

jest.setTimeout(60_000);

let harness: PostgresHarness;
let store: EventStore;

beforeAll(async () => {
  harness = await PostgresHarness.start();
  store = await harness.open();
});
afterAll(async () => {
  await store.close();
  await harness.close();
});

describe('the database refuses to change the log', () => {
  test.each([
    ['update', `update event_log set data = '{}'`],
    ['update of no row', `update event_log set data = '{}' where false`],
    ['delete', 'delete from event_log'],
    ['truncate', 'truncate event_log'],
    [
      'upsert',
      `insert into event_log select * from event_log log where log.position = 1
        on conflict (position) do update set type = 'Other'`,
    ],
    ['merge', 'merge into event_log using (select 1) one on true when matched then delete'],
  ])('%s', async (_, statement) => {
    const refused = /the event log is append-only/;
    await expect(harness.admin((client) => client.query(statement))).rejects.toThrow(refused);
    const asReplica = `set session_replication_role = replica; ${statement}`;
    await expect(harness.admin((client) => client.query(asReplica))).rejects.toThrow(refused);
  });
});

test('four engines that open an empty database at once agree on one store', async () => {
  const connectionString = await harness.freshDatabase();
  const stores = await Promise.all(
    Array.from({ length: 4 }, () => openPostgresEventStore({ connectionString })),
  );
  const receipts = await Promise.all(
    stores.map((one) => one.append(freshStream(), 'no-stream', newEvents(1))),
  );
  expect(new Set(stores.map(({ identity }) => identity.storeId)).size).toBe(1);
  expect(receipts.map(({ position }) => position.slice(-1)).sort()).toEqual(['2', '3', '4', '5']);
  await Promise.all(stores.map((one) => one.close()));
});

test('an append that the database refuses does not take along those that go with it', async () => {
  const mistakes = [newEvent('no json'), newEvent('"\u0000"'), { ...newEvent(), id: 'no-uuid' }];
  const good = newEvents(20);
  const results = await Promise.allSettled(
    [...good, ...mistakes].map((event) => store.append(freshStream(), 'no-stream', [event])),
  );
  expect(results.map(({ status }) => status)).toEqual([
    ...good.map(() => 'fulfilled'),
    ...mistakes.map(() => 'rejected'),
  ]);
});

test('no reader skips what another commits late', async () => {
  const after = await store.head();
  const [late, next] = [freshStream(), freshStream()];
  const [lateEvent, nextEvent] = [newEvent(), newEvent()];
  const seen = followUntil(store, { after, streams: [late, next], count: 2 });
  await harness.admin(async (client) => {
    await client.query('begin');
    await client.query(
      `select * from event_log_append(array[$1], array[0], array[$2]::uuid[],
        array['Late'], array['{}'], array['{}'])`,
      [late, lateEvent.id],
    );
    const waiting = store.append(next, 'no-stream', [nextEvent]);
    expect(await store.head()).toBe(after);
    await client.query('commit');
    await waiting;
  });
  expect((await seen).map((event) => event.id)).toEqual([lateEvent.id, nextEvent.id]);
});

test('positions are dense over refusals and mistakes', async () => {
  const count = `select max(log.position) = count(*) as dense from event_log log`;
  const dense = await harness.admin((client) => client.query<{ dense: boolean }>(count));
  expect(dense.rows).toEqual([{ dense: true }]);
});

test('positions beyond 2^53 are told apart', async () => {
  const connectionString = await harness.freshDatabase();
  const first = await openPostgresEventStore({ connectionString });
  const other = await PostgresHarness.withClient(connectionString, async (client) => {
    await client.query(`insert into event_log
      select 9007199254740992, 0, gen_random_uuid(), 1, 'far', 'Far', '{}', '{}'`);
    return first.append(freshStream(), 'no-stream', newEvents(1));
  });
  expect(other.position.slice(-20)).toBe('00009007199254740993');
  expect(await first.head()).toBe(other.position);
  expect(await first.judge(other.position)).toBe('good');
  await first.close();
});

test('after every connection was cut the next calls work', async () => {
  const stream = freshStream();
  await Promise.all(Array.from({ length: 8 }, () => store.head()));
  await harness.dropConnections();
  expect(await store.judge(await store.head())).toBe('good');
  await harness.dropConnections();
  await appendSurely(store, { stream, expected: 'no-stream', events: newEvents(1) });
  expect(await eventsOf(store, stream)).toHaveLength(1);
});

test('a log that many appended to at once reads the same from every engine', async () => {
  const streams = Array.from({ length: 300 }, () => freshStream());
  await Promise.all(streams.map((stream) => store.append(stream, 'no-stream', newEvents(2))));
  const other = await harness.open();
  const counts = await Promise.all(streams.map(async (one) => (await eventsOf(other, one)).length));
  expect(new Set(counts)).toEqual(new Set([2]));
  await other.close();
});

test('who was told of the head is told by no kept page that the log ends before it', async () => {
  const other = await harness.open();
  const after = await store.head();
  await other.append(freshStream(), 'no-stream', newEvents(1));
  await firstBatch(after);
  await other.append(freshStream(), 'no-stream', newEvents(1));
  const head = await store.head();
  const { position, caughtUp } = await firstBatch(after);
  expect(caughtUp && position < head).toBe(false);
  await other.close();
});

async function firstBatch(after: Position): Promise<FollowedBatch> {
  for await (const batch of store.follow(after, new AbortController().signal)) return batch;
  throw new Error('the log gave nothing');
}
