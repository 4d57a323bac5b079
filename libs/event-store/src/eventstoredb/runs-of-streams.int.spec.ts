import { describeOrderedAppends } from '../contract/ordered-appends.contract';
import { OrderBroken, StoreUnavailable } from '../errors';
import { type CopyTarget } from '../event-store.port';
import { freshStream, newEvents } from '../testing/contract-kit';
import {
  type EventStoreDbDouble,
  startEventStoreDbDouble,
} from '../testing/eventstoredb-double/start-double';
import { chosenServer } from '../testing/eventstoredb-server';
import { openEventStoreDb } from './open';

const choice = chosenServer();

if ('server' in choice) {
  describe('event store: eventstoredb', () => {
    const { url: connectionString } = choice.server;
    describeOrderedAppends(() => openEventStoreDb({ connectionString }));
  });
}

describe('runs that the server answers one by one', () => {
  let double: EventStoreDbDouble;
  let store: CopyTarget;
  beforeAll(async () => {
    double = await startEventStoreDbDouble();
    store = await openEventStoreDb({ connectionString: double.connectionString });
  });
  afterAll(async () => {
    await store.close();
    await double.stop();
  });
  const events = () =>
    newEvents(3).map((event) => ({ ...event, stream: freshStream(), revision: 0n }));
  const refuseBehind = (after: number) =>
    double.inject({ kind: 'not-ready', on: ['batch-append'], after, times: 1 });

  test('are out of order for ever, when one is refused and one behind it is taken', async () => {
    await refuseBehind(1);
    await expect(store.appendInOrder(events())).rejects.toBeInstanceOf(OrderBroken);
  });

  test('can be sent again, when nothing stands behind the one that is refused', async () => {
    await double.heal();
    await refuseBehind(2);
    const sent = events();
    await expect(store.appendInOrder(sent)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.appendInOrder(sent)).toBe(await store.head());
  });
});

describe('event store: eventstoredb (wire double)', () => {
  let double: EventStoreDbDouble;
  describeOrderedAppends(async () => {
    double = await startEventStoreDbDouble();
    return openEventStoreDb({ connectionString: double.connectionString });
  });
  afterAll(() => double.stop());
});
