import { setTimeout as pause } from 'node:timers/promises';

import { StoreUnavailable } from '../errors';
import {
  type EventStoreDbDouble,
  startEventStoreDbDouble,
} from '../testing/eventstoredb-double/start-double';
import { LogClient } from './log-client';
import { headRead } from './wire-requests';

let double: EventStoreDbDouble;
let client: LogClient;

beforeAll(async () => {
  double = await startEventStoreDbDouble();
  const { connectionString } = double;
  client = new LogClient({ connectionString, onNotice: () => undefined });
});
afterAll(async () => {
  await client.close();
  await double.stop();
});

/** Told by the order of two ends: a second try of the full time would be the later one. */
test('a read that is tried again has no more than the time that is left', async () => {
  await client.page(headRead());
  await double.inject({ kind: 'silence', on: ['read'] });
  const ends: string[] = [];
  const noteEndOf = (name: string, timeoutMs: number): Promise<unknown> =>
    client.page(headRead(), timeoutMs).catch(() => ends.push(name));
  const first = noteEndOf('tried again', 4_000);
  await pause(3_000);
  await double.cutConnections();
  await Promise.all([first, noteEndOf('begun behind it', 3_000)]);
  expect(ends).toEqual(['tried again', 'begun behind it']);
}, 30_000);

test('a refusal is an answer, and nothing was lost', async () => {
  const before = client.losses;
  await double.heal();
  await double.inject({ kind: 'access-denied', on: ['read'], times: 1 });
  await expect(client.page(headRead())).rejects.toThrow(StoreUnavailable);
  expect(client.losses).toBe(before);
  await double.inject({ kind: 'unavailable', on: ['read'], times: 2 });
  await expect(client.page(headRead())).rejects.toThrow(StoreUnavailable);
  expect(client.losses).toBe(before + 2);
});
