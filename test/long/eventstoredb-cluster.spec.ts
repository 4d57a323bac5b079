import { setTimeout as pause } from 'node:timers/promises';

import { itKeptEverything } from '../support/campaign-verdicts';
import { recoveriesInWords, type Recovery } from '../support/recoveries';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { describeWithServer, type TestEventStoreDb } from '../support/test-eventstoredb';
import { type Answer, type Person } from '../support/test-service';
import { WritersCampaign } from '../support/writers-campaign';

const LEADERS_KILLED = 10;
const LEADER_KILLED = 'leader killed';
const MINORITIES = 2;
const LONGEST_PEACE_MS = 1_500;
const MINORITY_MS = 10_000;
/** Until then a leader that lost its followers may still have finished what they held. */
const MINORITY_FOUND_MS = 5_000;
const RESUMES_WITHIN_MS = 5_000;

const random = seededRandom(SEED);

let place: Place;
let service: Service;
let operator: Person;
let campaign: WritersCampaign;
const recoveries: Recovery[] = [];
/** What was answered while one node of three was left, and since when none can be acknowledged. */
const minorities: { readonly since: Date; readonly answers: readonly (Answer | undefined)[] }[] =
  [];

function cluster(): TestEventStoreDb {
  if (place.eventStoreDb === undefined) throw new Error('the log is not in EventStoreDB');
  return place.eventStoreDb;
}

async function killLeader(): Promise<void> {
  await pause(random() * LONGEST_PEACE_MS);
  const leader = await cluster().leader();
  const killedAtMs = performance.now();
  await leader.kill();
  const recovery = await campaign.recoverySince(killedAtMs);
  recoveries.push({ kind: LEADER_KILLED, awayMs: 0, ...recovery });
  await leader.start();
  await leader.untilServing();
}

async function leaveOne(): Promise<void> {
  const left = pick(random, cluster().nodes);
  const killed = cluster().nodes.filter((node) => node !== left);
  await Promise.all(killed.map((node) => node.kill()));
  const killedAtMs = performance.now();
  await pause(MINORITY_FOUND_MS);
  const [since, fromMs] = [new Date(), performance.now()];
  await pause(MINORITY_MS);
  const meanwhile = campaign.witness.seen.filter(({ endedAtMs }) => endedAtMs > fromMs);
  minorities.push({ since, answers: meanwhile.map(({ answer }) => answer) });
  for (const node of killed) await node.start();
  await Promise.all(killed.map((node) => node.untilServing()));
  const backAtMs = performance.now();
  const recovery = await campaign.recoverySince(backAtMs);
  recoveries.push({ kind: 'two killed', awayMs: backAtMs - killedAtMs, ...recovery });
}

describeWithServer(`A leader killed ${LEADERS_KILLED} times (seed ${SEED})`, () => {
  beforeAll(async () => {
    place = await createPlace({ logNodes: 3 });
    service = await startService(place);
    operator = await service.person({ '*': ['administrator'] }, 'operator');
    campaign = await WritersCampaign.begin({ ask: () => operator, random, garageCount: 4 });
    for (let kill = 0; kill < LEADERS_KILLED; kill += 1) await killLeader();
    for (let minority = 0; minority < MINORITIES; minority += 1) await leaveOne();
    await campaign.end();
    process.stdout.write(`${recoveriesInWords(recoveries)}${campaign.witness.inWords()}`);
  }, 1_200_000);
  afterAll(async () => {
    await campaign.end();
    await service.stop();
    await place.remove();
  });

  it('work went on by itself each time', () => {
    expect(recoveries).toHaveLength(LEADERS_KILLED + MINORITIES);
    // Two that come back have to agree on a leader first: that takes as long as it takes.
    const killed = recoveries.filter(({ kind }) => kind === LEADER_KILLED);
    expect(killed.filter(({ resumedMs }) => resumedMs > RESUMES_WITHIN_MS)).toEqual([]);
  });

  it('one node of three acknowledges nothing new, and who asks is told to come again', () => {
    for (const { since, answers } of minorities) {
      expect(answers.map((answer) => answer?.status)).toContain(503);
      // What stood before may be told, as to whoever asks again for what was written then.
      const told = answers.filter((answer) => (answer?.status ?? 503) < 300);
      const written = told.map((answer) => new Date(answer?.body.lastChangedAt));
      expect(written.filter((at) => at >= since)).toEqual([]);
    }
  });

  itKeptEverything(() => ({ campaign, place, people: [operator], services: [service] }));
});
