import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { runFeedCampaign } from '../support/feed-campaign';
import { SEED } from '../support/seeded-random';
import { startTestService } from '../support/test-service';

jest.setTimeout(240_000);

const CUTS = 25;
const WRITERS = 2;
const WITHIN_MS = 100_000;

describe(`The events, for readers who are cut off again and again (SEED=${SEED})`, () => {
  it('are received as the log has them, on PostgreSQL', async () => {
    const service = await startTestService();
    try {
      await assertReceived(service);
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
      await assertReceived(service);
    } finally {
      await service.stop();
      await double.stop();
    }
  });
});

async function assertReceived(service: Awaited<ReturnType<typeof startTestService>>) {
  const url = await service.listen();
  const bounds = { writers: WRITERS, cuts: CUTS, withinMs: WITHIN_MS };
  const campaign = { service, url, seed: SEED, ...bounds };
  const { log, byPages, byStreams } = await runFeedCampaign(campaign);
  expect(byPages.events).toEqual(log);
  expect(byStreams.events).toEqual(log);
  expect(Math.min(byPages.cuts, byStreams.cuts)).toBeGreaterThanOrEqual(CUTS);
}
