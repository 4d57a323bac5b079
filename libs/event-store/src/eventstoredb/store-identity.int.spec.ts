import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StoreUnavailable } from '../errors';
import { eventsOf, freshStream, newEvents } from '../testing/contract-kit';
import {
  type EventStoreDbDouble,
  startEventStoreDbDouble,
} from '../testing/eventstoredb-double/start-double';
import { ForeignWriter } from '../testing/eventstoredb-double/foreign-writer';
import { beginEventStoreDbIncarnation, openEventStoreDb } from './open';

let double: EventStoreDbDouble;
beforeAll(async () => {
  double = await startEventStoreDbDouble();
});
afterAll(() => double.stop());

test('what others write beside the identity is no restore, and hinders none', async () => {
  const { connectionString } = double;
  const store = await openEventStoreDb({ connectionString });
  const others = new ForeignWriter(connectionString);
  await others.append('store-identity', { type: 'Strange', data: {} });
  await others.close();
  const again = await openEventStoreDb({ connectionString });
  expect(again.identity).toEqual(store.identity);
  await Promise.all([store.close(), again.close()]);
  const restored = await beginEventStoreDbIncarnation({ connectionString, above: 0 });
  expect(restored).toEqual({ storeId: store.identity.storeId, incarnation: 2 });
});

test('nothing that a second try finds in another store is given out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventstoredb-other-'));
  const exchanged = await startEventStoreDbDouble({ logFile: join(folder, 'log') });
  const { connectionString } = exchanged;
  await (await openEventStoreDb({ connectionString })).close();
  const store = await openEventStoreDb({ connectionString });
  await exchanged.kill();
  await rm(join(folder, 'log'));
  await exchanged.restart();
  const other = await openEventStoreDb({ connectionString });
  const stream = freshStream();
  await other.append(stream, 'no-stream', newEvents(1));
  await exchanged.inject({ kind: 'cut', on: ['read'], times: 1 });
  await expect(eventsOf(store, stream)).rejects.toBeInstanceOf(StoreUnavailable);
  await Promise.all([store.close(), other.close()]);
  await exchanged.stop();
  await rm(folder, { recursive: true });
}, 60_000);
