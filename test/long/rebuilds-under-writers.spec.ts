import { answersOf, complaintsOf } from '../support/campaign';
import { sized } from '../support/campaign-size';
import { openTrial, type Trial, TRIAL_ENGINES } from '../support/engine-trial';
import { addCharger } from '../support/garage';
import { shownRows, untilShown } from '../support/list-tables';
import { SEED, seededRandom } from '../support/seeded-random';
import { type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';
import { startProjections } from '../support/tool-process';
import { WritersCampaign } from '../support/writers-campaign';

const REBUILDS = sized({ daily: 1, full: 10 });
const LEAST_ANSWERS = 100;

const title = `All lists, rebuilt ${REBUILDS} times under writers on %s (seed ${SEED})`;

describe.each(TRIAL_ENGINES)(title, (engine) => {
  let trial: Trial;
  let service: Service;
  let person: Person;
  let campaign: WritersCampaign;

  async function projections(...args: readonly string[]): Promise<void> {
    const tool = startProjections(trial, ...args);
    expect({ code: await tool.exitCode, output: tool.output() }).toMatchObject({ code: 0 });
  }

  beforeAll(async () => {
    trial = await openTrial(engine);
    service = await startService(trial.place, trial.environment);
    person = await service.person({ '*': ['administrator'] });
    const random = seededRandom(SEED);
    campaign = await WritersCampaign.begin({ ask: () => person, random, garageCount: 3 });
  });
  afterAll(async () => {
    await campaign.end();
    await service.stop();
    await trial.close();
  });

  it('are read and written all the time, and nobody is refused for good', async () => {
    for (let rebuild = 0; rebuild < REBUILDS; rebuild += 1) {
      await projections('rebuild', 'all');
      await projections('verify', 'all');
      await projections('drop');
    }
    await campaign.recoverySince(performance.now());
    await campaign.end();
    const { writers } = campaign;
    // How many were asked to come again is for whoever reads it: a machine has its limits.
    process.stdout.write(`${engine}: ${campaign.witness.inWords()}`);
    expect(complaintsOf(writers)).toEqual([]);
    expect(answersOf(writers)).toBeGreaterThan(LEAST_ANSWERS * REBUILDS);
  });

  it('are the same, row by row, before one rebuild more and after it', async () => {
    const url = trial.place.databaseUrl ?? '';
    const [garage] = campaign.garages;
    if (garage === undefined) throw new Error('there is no garage');
    await untilShown(url, (await addCharger(person, garage)).position);
    const before = await shownRows(url);
    await projections('rebuild', 'all');
    expect(await shownRows(url)).toEqual(before);
    expect(Object.values(before).flat().length).toBeGreaterThan(campaign.writers.length);
    await projections('verify', 'all');
  });
});
