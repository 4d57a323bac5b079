import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '../../../../test/support/eventually';
import { AppendOutcomeUnknown, StoreUnavailable } from '../errors';
import {
  appendSurely,
  eventsOf,
  followUntil,
  freshStream,
  newEvents,
} from '../testing/contract-kit';
import { type EventStore } from '../event-store.port';
import { openPostgresEventStore } from './open';
import { PostgresHarness } from '../testing/postgres-harness';
import { SeveredNetwork } from '../testing/severed-network';

jest.setTimeout(60_000);

let harness: PostgresHarness;
let network: SeveredNetwork;
let store: EventStore;
const notices: string[] = [];

beforeAll(async () => {
  harness = await PostgresHarness.start();
  network = new SeveredNetwork(harness.url);
  await network.mend();
  const onNotice = (text: string): void => void notices.push(text);
  store = await openPostgresEventStore({ connectionString: network.url, onNotice });
});
afterAll(async () => {
  await store.close();
  await network.cut();
  await harness.close();
});

test('an append whose answer is lost has an unknown outcome, and its repeat finds it', async () => {
  const stream = freshStream();
  const events = newEvents(2);
  const direct = await harness.open();
  const after = await direct.head();
  network.swallowAnswers();
  const attempt = store.append(stream, 'no-stream', events);
  await followUntil(direct, { after, streams: [stream], count: 2 });
  await network.cut();
  await expect(attempt).rejects.toEqual(new AppendOutcomeUnknown(stream, expect.anything()));
  await network.mend();
  expect((await store.append(stream, 'no-stream', events)).revision).toBe(1n);
  expect(await eventsOf(direct, stream)).toHaveLength(2);
  await direct.close();
});

test('without a server every call says so, and every append that waited too', async () => {
  await network.cut();
  const attempts = Array.from({ length: 50 }, () =>
    store.append(freshStream(), 'no-stream', newEvents(1)),
  );
  const reads = [store.head(), store.judge('x'), eventsOf(store, freshStream())];
  const results = await Promise.allSettled([...attempts, ...reads]);
  for (const result of results) {
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
  }
  await expect(openPostgresEventStore({ connectionString: network.url })).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
  await network.mend();
  expect(await store.judge(await store.head())).toBe('good');
});

test('who follows is told nothing of an outage but its events afterwards', async () => {
  const after = await store.head();
  const streams = [freshStream(), freshStream()] as const;
  const seen = followUntil(store, { after, streams, count: 2 });
  await store.append(streams[0], 'no-stream', newEvents(1));
  await network.cut();
  const writing = appendSurely(store, {
    stream: streams[1],
    expected: 'no-stream',
    events: newEvents(1),
  });
  await network.mend();
  await writing;
  expect((await seen).map(({ stream }) => stream)).toEqual(streams);
});

test('an outage is told of once, and its end, however many follow the log', async () => {
  const after = await store.head();
  const stream = freshStream();
  const wanted = { after, streams: [stream], count: 1 };
  const seen = Promise.all(Array.from({ length: 5 }, () => followUntil(store, wanted)));
  notices.length = 0;
  await network.cut();
  await eventually(() => expect(notices.join()).toContain('cannot be followed'));
  await pause(1_500);
  await network.mend();
  await eventually(() => expect(notices.join()).toContain('followed again'));
  await store.append(stream, 'no-stream', newEvents(1));
  await seen;
  const told = notices.filter((text) => text.includes('follow'));
  expect(told).toEqual([
    'the log cannot be followed; it is tried again',
    expect.stringMatching(/^the log is followed again, after \d+\.\d s$/),
  ]);
});

test('after it was closed an engine refuses calls', async () => {
  const other = await harness.open();
  await other.close();
  await other.close();
  for (const attempt of [
    other.append(freshStream(), 'no-stream', newEvents(1)),
    other.head(),
    eventsOf(other, freshStream()),
  ]) {
    await expect(attempt).rejects.toBeInstanceOf(StoreUnavailable);
  }
});
