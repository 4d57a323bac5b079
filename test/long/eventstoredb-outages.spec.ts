import { setTimeout as pause } from 'node:timers/promises';

import { itKeptEverything } from '../support/campaign-verdicts';
import { type EventStoreDbNode } from '../support/eventstoredb-node';
import { recoveriesInWords, type Recovery } from '../support/recoveries';
import { SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { describeWithServer } from '../support/test-eventstoredb';
import { type Person } from '../support/test-service';
import { WritersCampaign } from '../support/writers-campaign';

const KILLS = 20;
const FREEZES = 10;
const LONGEST_PEACE_MS = 1_500;
const LONGEST_ABSENCE_MS = 2_000;
const [SHORTEST_FREEZE_MS, LONGEST_FREEZE_MS] = [5_000, 30_000];
const RESUMES_WITHIN_MS = 5_000;

const random = seededRandom(SEED);

let place: Place;
let service: Service;
let operator: Person;
let campaign: WritersCampaign;
const recoveries: Recovery[] = [];

/** What is done to the node; it is there again at the end. */
const OUTAGES: Readonly<Record<string, (node: EventStoreDbNode) => Promise<void>>> = {
  kill: async (node) => {
    await node.kill();
    await pause(random() * LONGEST_ABSENCE_MS);
    await node.start();
    await node.untilServing();
  },
  freeze: async (node) => {
    node.freeze();
    await pause(SHORTEST_FREEZE_MS + random() * (LONGEST_FREEZE_MS - SHORTEST_FREEZE_MS));
    node.thaw();
  },
};

async function suffer(kind: string): Promise<void> {
  // A moment of the campaign's own choice: nothing is waited for.
  await pause(random() * LONGEST_PEACE_MS);
  const [node] = place.eventStoreDb?.nodes ?? [];
  const begunAtMs = performance.now();
  await OUTAGES[kind]?.(node as EventStoreDbNode);
  const endedAtMs = performance.now();
  const recovery = await campaign.recoverySince(endedAtMs);
  recoveries.push({ kind, awayMs: endedAtMs - begunAtMs, ...recovery });
}

/** Each as often as told, in an order by chance. */
function kindsInDisorder(): readonly string[] {
  const kinds = [...Array<string>(KILLS).fill('kill'), ...Array<string>(FREEZES).fill('freeze')];
  const drawn = kinds.map((kind) => ({ kind, lot: random() }));
  return drawn.sort((left, right) => left.lot - right.lot).map(({ kind }) => kind);
}

describeWithServer(`${KILLS} kills and ${FREEZES} freezes of EventStoreDB (seed ${SEED})`, () => {
  beforeAll(async () => {
    place = await createPlace({ logNodes: 1 });
    service = await startService(place);
    operator = await service.person({ '*': ['administrator'] }, 'operator');
    campaign = await WritersCampaign.begin({ ask: () => operator, random, garageCount: 4 });
    for (const kind of kindsInDisorder()) await suffer(kind);
    await campaign.end();
    process.stdout.write(`${recoveriesInWords(recoveries)}${campaign.witness.inWords()}`);
  }, 1_200_000);
  afterAll(async () => {
    await campaign.end();
    await service.stop();
    await place.remove();
  });

  it('work went on by itself each time', () => {
    expect(recoveries).toHaveLength(KILLS + FREEZES);
    const late = recoveries.filter(({ resumedMs }) => resumedMs > RESUMES_WITHIN_MS);
    expect(late).toEqual([]);
  });

  itKeptEverything(() => ({ campaign, place, people: [operator], services: [service] }));
});
