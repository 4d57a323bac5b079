import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

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
import { type Garage, MANAGED, openGarage } from '../support/garage';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';
import { Writer } from '../support/writers';

const KILLS = sized({ daily: 5, full: 20 });
const WRITERS = 32;
const GARAGES = 4;
const LABELS = 60;
const LONGEST_PEACE_MS = 1_500;

const random = seededRandom(SEED);
const labels = Array.from({ length: LABELS }, () => `K-${randomUUID().slice(0, 8)}`);

let place: Place;
let service: Service;
let operator: Person;
let garages: readonly Garage[];
let writers: readonly Writer[];

async function begin(): Promise<void> {
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] }, 'operator');
}

async function killDatabase(): Promise<void> {
  const file = await readFile(join(place.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  process.kill(Number(file.split('\n')[0]), 'SIGKILL');
}

const KILLERS: Readonly<Record<string, () => Promise<void>>> = {
  service: async () => {
    await service.kill();
    await begin();
  },
  database: async () => {
    await killDatabase();
    await eventually(async () => {
      if ((await fetch(`${service.url}/health/ready`)).status !== 200) throw new Error('not yet');
    }, 60_000);
  },
  both: async () => {
    await Promise.all([killDatabase(), service.kill()]);
    await begin();
  },
};

/** The writers go on through all of it; what they were told is kept. */
async function killAtRandomMoments(): Promise<void> {
  const ending = new AbortController();
  const campaign = { random, ask: () => operator, garages, labels };
  writers = Array.from({ length: WRITERS }, () => new Writer(campaign));
  const work = Promise.all(writers.map((writer) => writer.work(ending.signal)));
  for (let kill = 0; kill < KILLS; kill += 1) {
    // A moment of the campaign's own choice: nothing is waited for.
    await pause(random() * LONGEST_PEACE_MS);
    await KILLERS[pick(random, Object.keys(KILLERS))]?.();
  }
  ending.abort();
  await work;
}

beforeAll(async () => {
  place = await createPlace({ database: 'embedded' });
  await begin();
  garages = await Promise.all(
    Array.from({ length: GARAGES }, () => openGarage(operator, { site: MANAGED })),
  );
  await killAtRandomMoments();
}, 600_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

describe(`After ${KILLS} kills of service or database, ${WRITERS} writing (seed ${SEED})`, () => {
  it('everybody was answered at last, and nobody wrongly', () => {
    expect(complaintsOf(writers)).toEqual([]);
    expect(answersOf(writers)).toBeGreaterThan(KILLS * WRITERS);
  });

  it('no write that was acknowledged is lost', async () => {
    const pairs = await toldAndRead(operator, writers);
    expect(pairs.length).toBeGreaterThan(WRITERS);
    expect(pairs.map(({ read }) => read)).toEqual(pairs.map(({ told }) => told));
  });

  it('the list is what a fold of the log by another hand is', async () => {
    const { logged, shown } = await readBook(operator, place);
    expect(new Map(shown.map((charger) => [charger.id, charger]))).toEqual(logged);
    expect(shown).toHaveLength(logged.size);
  });

  it('each label is held by one charger at most, and is free where none holds it', async () => {
    const held = labelsHeld(await readBook(operator, place));
    expect(new Set(held).size).toBe(held.length);
    const [garage] = garages as [Garage];
    const statuses = await takeEach(operator, garage, labels);
    expect(statuses).toEqual(expectedStatuses(labels, held));
  });
});
