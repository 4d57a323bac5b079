import { sized } from '../support/campaign-size';
import { openTrial, type Trial, TRIAL_ENGINES } from '../support/engine-trial';
import { assertFeedReceived } from '../support/feed-campaign';
import { SEED } from '../support/seeded-random';
import { startTestService, type TestService } from '../support/test-service';

const CUTS = sized({ daily: 25, full: 1_000 });
const WRITERS = 32;
const WITHIN_MS = sized({ daily: 9, full: 40 }) * 60_000;
const BOUNDS = { writers: WRITERS, cuts: CUTS, withinMs: WITHIN_MS };
/** Whoever is told that it is over ends what he is at. */
const ENDS_WITHIN_MS = 120_000;

const title = `Readers cut off ${CUTS} times, on %s`;

describe.each(TRIAL_ENGINES)(title, (engine) => {
  let trial: Trial;
  let service: TestService;

  beforeAll(async () => {
    trial = await openTrial(engine);
    service = await startTestService(trial.log);
  });
  afterAll(async () => {
    try {
      await service.stop();
    } finally {
      await trial.close();
    }
  });

  it(
    `receive what ${WRITERS} writers write as the log has it (SEED=${SEED})`,
    () => assertFeedReceived(service, BOUNDS),
    WITHIN_MS + ENDS_WITHIN_MS,
  );
});
