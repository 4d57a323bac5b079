import { setTimeout as pause } from 'node:timers/promises';

import { itKeptEverything } from '../support/campaign-verdicts';
import { checkpointMoves, keepCheckpointDiary } from '../support/checkpoint-diary';
import { eventually } from '../support/eventually';
import { recoveriesInWords, type Recovery } from '../support/recoveries';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { describeWithServer } from '../support/test-eventstoredb';
import { type Person } from '../support/test-service';
import { WritersCampaign } from '../support/writers-campaign';

const TAKEOVERS = 10;
const LONGEST_PEACE_MS = 1_500;
const TAKES_OVER_WITHIN_MS = 10_000;

const random = seededRandom(SEED);

let place: Place;
let answering: readonly Service[];
let projecting: readonly Service[];
let people: readonly Person[];
let campaign: WritersCampaign;
const recoveries: Recovery[] = [];

const startOne = (mode: 'off' | 'only') => startService(place, { PROJECTIONS: mode });

interface Readiness {
  readonly projections: readonly { readonly group: string; readonly state: string }[];
}

/** Names of the groups that the process folds. */
async function foldedBy({ url }: Service): Promise<readonly string[]> {
  const { projections } = (await (await fetch(`${url}/health/ready`)).json()) as Readiness;
  return projections.filter(({ state }) => state === 'live').map(({ group }) => group);
}

async function keeperOfChargers(): Promise<Service> {
  return eventually(async () => {
    for (const service of projecting) {
      if ((await foldedBy(service)).includes('sites')) return service;
    }
    throw new Error('nobody folds');
  });
}

async function killKeeper(): Promise<void> {
  await pause(random() * LONGEST_PEACE_MS);
  const keeper = await keeperOfChargers();
  const killedAtMs = performance.now();
  await keeper.kill();
  const recovery = await campaign.recoverySince(killedAtMs);
  recoveries.push({ kind: 'keeper killed', awayMs: 0, ...recovery });
  const others = projecting.filter((service) => service !== keeper);
  projecting = [...others, await startOne('only')];
}

describeWithServer(`Two that answer and two that project (seed ${SEED})`, () => {
  beforeAll(async () => {
    place = await createPlace({ logNodes: 1 });
    projecting = [await startOne('only'), await startOne('only')];
    answering = [await startOne('off'), await startOne('off')];
    people = await Promise.all(
      answering.map((service) => service.person({ '*': ['administrator'] }, 'operator')),
    );
    await keepCheckpointDiary(place.databaseUrl ?? '');
    const ask = () => pick(random, people);
    campaign = await WritersCampaign.begin({ ask, random, garageCount: 1 });
    for (let takeover = 0; takeover < TAKEOVERS; takeover += 1) await killKeeper();
    await campaign.end();
    process.stdout.write(`${recoveriesInWords(recoveries)}${campaign.witness.inWords()}`);
  }, 1_200_000);
  afterAll(async () => {
    await campaign.end();
    await Promise.all([...answering, ...projecting].map((service) => service.stop()));
    await place.remove();
  });

  it('each group is folded by one of the two', async () => {
    const groups = await Promise.all(projecting.map(foldedBy));
    expect(groups.flat().sort()).toEqual([...new Set(groups.flat())].sort());
    expect(groups.flat()).toContain('sites');
  });

  it('the other took over in time', () => {
    expect(recoveries).toHaveLength(TAKEOVERS);
    expect(recoveries.filter(({ shownMs }) => shownMs > TAKES_OVER_WITHIN_MS)).toEqual([]);
  });

  it('no batch was applied twice: each begins where the one before ended', async () => {
    const reached = new Map<string, string>();
    const moves = await checkpointMoves(place.databaseUrl ?? '');
    expect(moves.length).toBeGreaterThan(TAKEOVERS);
    const wrong = moves.filter(({ generation, before, after }) => {
      const earlier = reached.get(generation) ?? before;
      reached.set(generation, after);
      return before !== earlier || after <= (before ?? '');
    });
    expect(wrong).toEqual([]);
  });

  itKeptEverything(() => ({
    campaign,
    place,
    people,
    services: [...answering, ...projecting],
  }));
});
