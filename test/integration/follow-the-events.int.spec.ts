import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '../support/eventually';
import {
  addCharger,
  editCharger,
  type Garage,
  granted,
  openGarage,
  retireCharger,
} from '../support/garage';
import { SEED, seededRandom } from '../support/seeded-random';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(240_000);

const PROGRAM = join(__dirname, '../../docs/how-to/examples/follow-the-events.mjs');
const KILLS = 6;

interface Kept {
  readonly position: string;
  readonly chargers: Readonly<Record<string, object>>;
}

const random = seededRandom(SEED);
let service: TestService;
let operator: Person;
let garage: Garage;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  garage = await openGarage(operator);
  folder = await mkdtemp(join(tmpdir(), 'follow-'));
  environment = {
    ...process.env,
    CHARGEBOOK_URL: await service.listen(),
    CHARGEBOOK_TOKEN: await service.token({ '*': ['service'] }),
    STATE_FILE: join(folder, 'chargers.json'),
    // So that it is killed in the middle of many pages.
    PAGE_LIMIT: '3',
  };
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

function startConsumer(more: NodeJS.ProcessEnv = {}): ChildProcess {
  const options = { env: { ...environment, ...more }, stdio: 'ignore' } as const;
  return spawn(process.execPath, [PROGRAM], options);
}

async function kill(consumer: ChildProcess): Promise<void> {
  const gone = once(consumer, 'exit');
  consumer.kill('SIGKILL');
  await gone;
}

async function kept(): Promise<Kept> {
  return JSON.parse(await readFile(join(folder, 'chargers.json'), 'utf8')) as Kept;
}

/** A charger with a history of its own: added, changed in two ways by one form, maybe retired. */
async function chargerWithHistory(): Promise<{ readonly id: string; readonly wanted: object }> {
  const added = await addCharger(operator, garage);
  const form = { limitAmps: 8, scope: { kind: 'closed' } };
  const edited: Answer = await granted(editCharger(operator, added, form));
  const isRetired = random() < 0.5;
  if (isRetired) await granted(retireCharger(operator, edited));
  const { id, chargerId, siteId } = edited.body;
  const changes = isRetired ? 4 : 3;
  return { id, wanted: { chargerId, siteId, limitAmps: 8, scope: 'closed', isRetired, changes } };
}

describe(`The consumer of the documents (SEED=${SEED})`, () => {
  it('keeps what the book says, each event once, however often it is killed', async () => {
    const wanted: Record<string, object> = {};
    let consumer = startConsumer();
    try {
      for (let round = 0; round < KILLS; round += 1) {
        for (let count = 0; count < 4; count += 1) {
          const charger = await chargerWithHistory();
          wanted[charger.id] = charger.wanted;
        }
        await pause(random() * 400);
        await kill(consumer);
        consumer = startConsumer();
      }
      await eventually(async () => expect((await kept()).chargers).toEqual(wanted), 60_000);
    } finally {
      await kill(consumer);
    }
  });

  it('stops, and keeps what it has, when its position is of another book', async () => {
    const before = await readFile(join(folder, 'chargers.json'), 'utf8');
    const other = await startTestService();
    try {
      const consumer = startConsumer({
        CHARGEBOOK_URL: await other.listen(),
        CHARGEBOOK_TOKEN: await other.token({ '*': ['service'] }),
      });
      const [code] = await once(consumer, 'exit');
      expect(code).toBe(1);
      expect(await readFile(join(folder, 'chargers.json'), 'utf8')).toBe(before);
    } finally {
      await other.stop();
    }
  });
});
