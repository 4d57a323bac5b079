import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ensureServer, preparePlace } from '@chargebook/database';

import { chargersOf, type LoggedCharger, loggedMembersOf, logOf } from '../support/chargers-of-log';
import { eventually } from '../support/eventually';
import { chargerForm, chargerUrl, type Garage, MANAGED, openGarage } from '../support/garage';
import { allItems } from '../support/list-pages';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';
import { Writer } from '../support/writers';

const KILLS = 20;
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
  place = await createPlace('embedded');
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

async function databaseUrl(): Promise<string> {
  const server = await preparePlace({ dataDir: place.dataDir, isDurable: true });
  return (await ensureServer(server)).url;
}

async function listed(): Promise<readonly LoggedCharger[]> {
  const events = await logOf(await databaseUrl());
  const atLeast = events.at(-1)?.position;
  return allItems(operator, '/v1/chargers?status=all&limit=200', atLeast);
}

function labelsOf({ chargerId, qaAlias }: LoggedCharger): readonly string[] {
  return [...new Set([chargerId, qaAlias ?? chargerId])];
}

describe(`After ${KILLS} kills of service and database under ${WRITERS} writers (seed ${SEED})`, () => {
  it('everybody was answered at last, and nobody wrongly', () => {
    expect(writers.flatMap(({ complaints }) => complaints)).toEqual([]);
    const answers = writers.reduce((sum, writer) => sum + writer.answers, 0);
    expect(answers).toBeGreaterThan(KILLS * WRITERS);
  });

  it('no write that was acknowledged is lost', async () => {
    const acknowledged = writers.flatMap((writer) => [...writer.acknowledged.values()]);
    expect(acknowledged.length).toBeGreaterThan(WRITERS);
    for (const { answer, isUncertain } of acknowledged) {
      const shown = await operator('GET', chargerUrl(answer));
      expect(shown.status).toBe(200);
      const { warnings: _, effective: _effective, ...told } = answer.body;
      if (!isUncertain) expect(shown.body).toMatchObject(told);
    }
  });

  it('the list is what a fold of the log by another hand is', async () => {
    const chargers = chargersOf(await logOf(await databaseUrl()));
    const shown = (await listed()).map(loggedMembersOf);
    expect(new Map(shown.map((charger) => [charger.id, charger]))).toEqual(chargers);
    expect(shown).toHaveLength(chargers.size);
  });

  it('each label is held by one charger at most, and can be taken where it is held by none', async () => {
    const active = (await listed()).filter(({ status }) => status === 'active');
    const held = active.flatMap(labelsOf);
    expect(new Set(held).size).toBe(held.length);
    const [garage] = garages as [Garage];
    const url = `/v1/sites/${garage.siteId}/chargers`;
    const answers = await Promise.all(
      labels.map((chargerId) =>
        operator('POST', url, { body: chargerForm(garage, { chargerId }) }),
      ),
    );
    const statuses = new Map(answers.map(({ status }, index) => [labels[index], status]));
    const expected = labels.map((label) => [label, held.includes(label) ? 409 : 201] as const);
    expect(statuses).toEqual(new Map(expected));
  });
});
