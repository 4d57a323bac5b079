import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { assertFeedReceived } from '../support/feed-campaign';
import { SEED } from '../support/seeded-random';
import { startTestService } from '../support/test-service';

jest.setTimeout(240_000);

const BOUNDS = { writers: 2, cuts: 25, withinMs: 100_000 };

describe(`The events, for readers who are cut off again and again (SEED=${SEED})`, () => {
  it('are received as the log has them, on PostgreSQL', async () => {
    const service = await startTestService();
    try {
      await assertFeedReceived(service, BOUNDS);
    } finally {
      await service.stop();
    }
  });

  it('are received as the log has them, on the double of an EventStoreDB', async () => {
    const double = await startEventStoreDbDouble();
    const service = await startTestService({
      engine: 'eventstoredb',
      url: double.connectionString,
    });
    try {
      await assertFeedReceived(service, BOUNDS);
    } finally {
      await service.stop();
      await double.stop();
    }
  });
});
