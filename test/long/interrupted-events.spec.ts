import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { sized } from '../support/campaign-size';
import { assertFeedReceived } from '../support/feed-campaign';
import { SEED } from '../support/seeded-random';
import { startTestService, type TestService } from '../support/test-service';

const CUTS = sized({ daily: 25, full: 1_000 });
const WRITERS = 32;
const WITHIN_MS = sized({ daily: 9, full: 40 }) * 60_000;
const BOUNDS = { writers: WRITERS, cuts: CUTS, withinMs: WITHIN_MS };
/** Whoever is told that it is over ends what he is at. */
const ENDS_WITHIN_MS = 120_000;

interface Engine {
  readonly service: TestService;
  stop(): Promise<void>;
}

const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  PostgreSQL: async () => {
    const service = await startTestService();
    return { service, stop: () => service.stop() };
  },
  'the double of an EventStoreDB': async () => {
    const double = await startEventStoreDbDouble();
    const log = { engine: 'eventstoredb', url: double.connectionString } as const;
    const service = await startTestService(log);
    const stop = async (): Promise<void> => {
      await service.stop();
      await double.stop();
    };
    return { service, stop };
  },
};

describe.each(Object.entries(ENGINES))(`Readers cut off ${CUTS} times, on %s`, (_name, start) => {
  it(
    `receive what ${WRITERS} writers write as the log has it (SEED=${SEED})`,
    async () => {
      const engine = await start();
      try {
        await assertFeedReceived(engine.service, BOUNDS);
      } finally {
        await engine.stop();
      }
    },
    WITHIN_MS + ENDS_WITHIN_MS,
  );
});
