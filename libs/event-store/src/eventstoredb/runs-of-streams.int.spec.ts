import { describeOrderedAppends } from '../contract/ordered-appends.contract';
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

describe('event store: eventstoredb (wire double)', () => {
  let double: EventStoreDbDouble;
  describeOrderedAppends(async () => {
    double = await startEventStoreDbDouble();
    return openEventStoreDb({ connectionString: double.connectionString });
  });
  afterAll(() => double.stop());
});
