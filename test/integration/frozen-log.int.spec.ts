import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { type EventStoreDbDouble, startEventStoreDbDouble } from '@chargebook/event-store/testing';
import { ANSWER_WITHIN_MS } from '@chargebook/kernel';

import { eventually } from '../support/eventually';
import {
  addCharger,
  chargerForm,
  chargerUrl,
  editCharger,
  type Garage,
  openGarage,
} from '../support/garage';
import { allItems } from '../support/list-pages';
import {
  type Answer,
  type Person,
  type SentRequest,
  startTestService,
  type TestService,
} from '../support/test-service';

const WAVES = 3;
const WAVE_MS = 2_500;
const ADDS_PER_WAVE = 24;
/** Beyond the deadline: what it takes to answer everybody. */
const TOLERANCE_MS = 1_000;

interface Add {
  readonly garage: Garage;
  readonly sent: SentRequest;
}

let double: EventStoreDbDouble;
let service: TestService;
let operator: Person;
let garages: readonly Garage[];

beforeAll(async () => {
  double = await startEventStoreDbDouble();
  service = await startTestService({ engine: 'eventstoredb', url: double.connectionString });
  operator = await service.person({ '*': ['administrator'] });
  garages = [await openGarage(operator), await openGarage(operator)];
}, 120_000);
afterAll(async () => {
  await service.stop();
  await double.stop();
});

/** Both are timers of one process, so the order in which they end tells more than a clock. */
async function inTime(asked: Promise<Answer>): Promise<Answer> {
  const [late, end] = [new AbortController(), ANSWER_WITHIN_MS + TOLERANCE_MS];
  const lateness = pause(end, undefined, { signal: late.signal });
  const answer = await Promise.race([asked, lateness]);
  late.abort();
  lateness.catch(() => undefined);
  if (answer === undefined) throw new Error(`no answer within ${end} ms`);
  return answer;
}

function send({ garage, sent }: Add): Promise<Answer> {
  return operator('POST', `/v1/sites/${garage.siteId}/chargers`, sent);
}

function manyAdds(): readonly Add[] {
  return Array.from({ length: ADDS_PER_WAVE }, (_, index) => {
    const garage = garages[index % garages.length] as Garage;
    return { garage, sent: { key: randomUUID(), body: chargerForm(garage) } };
  });
}

describe('While EventStoreDB stands still', () => {
  it('every request is answered in time, and none is lost or doubled by that', async () => {
    const [one, other] = await Promise.all(garages.map((garage) => addCharger(operator, garage)));
    double.freeze();
    // Takes no claim, so that its own append is under way when the server stands still.
    const asked = [inTime(editCharger(operator, one as Answer, { parking: 'P-1' }))];
    const adds: Add[] = [];
    for (let wave = 0; wave < WAVES; wave += 1) {
      const wanted = manyAdds();
      adds.push(...wanted);
      asked.push(...wanted.map((add) => inTime(send(add))));
      asked.push(inTime(operator('GET', chargerUrl(other as Answer))));
      await pause(WAVE_MS);
    }
    const answers = await Promise.all(asked);
    const codes = new Set(answers.map(({ status, body }) => `${status} ${body.code}`));
    expect([...codes].sort()).toEqual(['503 outcome-unknown', '503 store-unavailable']);

    double.thaw();
    const added = await eventually(async () => {
      const again = await Promise.all(adds.map(send));
      expect(again.map(({ status }) => status)).toEqual(adds.map(() => 201));
      return again;
    }, 30_000);
    const ids = added.map(({ body }) => body.id);
    const { position } = await addCharger(operator, garages[1] as Garage);
    const listed = await allItems(operator, '/v1/chargers?status=all&limit=200', position);
    expect(listed).toHaveLength(adds.length + 3);
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  }, 120_000);
});
