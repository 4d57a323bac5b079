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
