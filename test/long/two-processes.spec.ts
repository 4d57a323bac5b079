import { randomUUID } from 'node:crypto';

import {
  answersOf,
  complaintsOf,
  expectedStatuses,
  labelsHeld,
  readBook,
  takeEach,
  toldAndRead,
} from '../support/campaign';
import { sized } from '../support/campaign-size';
import { eventually } from '../support/eventually';
import {
  addCharger,
  chargerForm,
  chargerUrl,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
} from '../support/garage';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';
import { Writer } from '../support/writers';

const WRITERS = 32;
const LABELS = 40;
/** Answers before the kill, while one process is away, and after it is back. */
const ANSWERS_OF_A_PHASE = sized({ daily: 600, full: 2_000 });
const ROUNDS = sized({ daily: 12, full: 50 });

const random = seededRandom(SEED);
const roles = { '*': ['administrator'] } as const;

let place: Place;
let services: [Service, Service];
let one: Person;
let other: Person;
let garage: Garage;

beforeAll(async () => {
  place = await createPlace();
  services = await Promise.all([startService(place), startService(place)]);
  one = await services[0].person(roles, 'dana');
  other = await services[1].person(roles, 'dana');
  garage = await openGarage(one, { site: MANAGED });
}, 180_000);
afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await place.remove();
});

describe('What one process of a book has written', () => {
  it('is edited in the other at once, and the other way round', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const added = await addCharger(one, garage);
      const edited = await granted(editCharger(other, added, { parking: `A-${round}` }));
      const again = await granted(editCharger(one, edited, { parking: `B-${round}` }));
      const shown = await other('GET', chargerUrl(added));
      expect(shown).toMatchObject({ etag: again.etag, body: { parking: `B-${round}` } });
      expect(await editCharger(other, edited, { parking: 'late' })).toMatchObject({
        status: 412,
        etag: again.etag,
      });
    }
  });

  it('is shown in the lists of the other, as fresh as asked', async () => {
    const { body, position } = await addCharger(one, garage);
    const url = `/v1/chargers?chargerId=${body.chargerId}`;
    const listed = await granted(other('GET', url, { atLeast: position }));
    expect(listed.body.items).toEqual([expect.objectContaining({ id: body.id })]);
  });

  it('is not taken twice: one Charger ID asked for in both at once', async () => {
    const elsewhere = await openGarage(one, { site: MANAGED });
    for (let round = 0; round < ROUNDS; round += 1) {
      const chargerId = freshLabel();
      const answers = await Promise.all([
        one('POST', `/v1/sites/${garage.siteId}/chargers`, {
          body: chargerForm(garage, { chargerId }),
        }),
        other('POST', `/v1/sites/${elsewhere.siteId}/chargers`, {
          body: chargerForm(elsewhere, { chargerId }),
        }),
      ]);
      const statuses = answers.map(({ status }) => status);
      expect(statuses.toSorted((left, right) => left - right)).toEqual([201, 409]);
    }
  }, 120_000);

  it('is not done twice: one key sent to both at once', async () => {
    const url = `/v1/sites/${garage.siteId}/chargers`;
    for (let round = 0; round < ROUNDS; round += 1) {
      const sent = { key: randomUUID(), body: chargerForm(garage) };
      const answers = await Promise.all([one('POST', url, sent), other('POST', url, sent)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const [first, second] = answers;
      expect(second.body.id).toBe(first.body.id);
      expect(second.etag).toBe(first.etag);
    }
  }, 120_000);
});

describe(`${WRITERS} writers on one site through both, one killed (seed ${SEED})`, () => {
  const labels = Array.from({ length: LABELS }, () => freshLabel());
  let writers: readonly Writer[];
  let own: Garage;

  async function untilAnswers(count: number): Promise<void> {
    await eventually(() => {
      const answers = answersOf(writers);
      if (answers < count) throw new Error(`${answers} answers of ${count}`);
    }, 120_000);
  }

  beforeAll(async () => {
    own = await openGarage(one, { site: MANAGED });
    let people: readonly Person[] = [one, other];
    const campaign = { random, ask: () => pick(random, people), garages: [own], labels };
    writers = Array.from({ length: WRITERS }, () => new Writer(campaign));
    const ending = new AbortController();
    const work = Promise.all(writers.map((writer) => writer.work(ending.signal)));
    await untilAnswers(ANSWERS_OF_A_PHASE);
    await services[1].kill();
    await untilAnswers(2 * ANSWERS_OF_A_PHASE);
    services[1] = await startService(place);
    other = await services[1].person(roles, 'dana');
    people = [one, other];
    await untilAnswers(3 * ANSWERS_OF_A_PHASE);
    ending.abort();
    await work;
  }, 420_000);

  it('nobody is wrongly refused', () => {
    expect(complaintsOf(writers)).toEqual([]);
  });

  it('nothing is lost: both show what was acknowledged last', async () => {
    for (const person of [one, other]) {
      const pairs = await toldAndRead(person, writers);
      expect(pairs.length).toBeGreaterThan(WRITERS);
      expect(pairs.map(({ read }) => read)).toEqual(pairs.map(({ told }) => told));
    }
  });

  it('nothing is doubled: the lists of both are a fold of the log', async () => {
    for (const person of [one, other]) {
      const { logged, shown } = await readBook(person, place);
      expect(new Map(shown.map((charger) => [charger.id, charger]))).toEqual(logged);
      expect(shown).toHaveLength(logged.size);
    }
  });

  it('each label is held by one charger at most, and is free where none holds it', async () => {
    const held = labelsHeld(await readBook(one, place));
    expect(new Set(held).size).toBe(held.length);
    expect(await takeEach(other, own, labels)).toEqual(expectedStatuses(labels, held));
  });
});
