import { setTimeout as pause } from 'node:timers/promises';

import { openPostgresEventStore } from '@chargebook/event-store';

import { openEngines } from '../../apps/api/src/engines';
import { fillLog } from '../bench/book-log';
import { chargerStreams, planBook } from '../bench/charger-log';
import { buildOnce } from '../support/build-once';
import { shownRows } from '../support/list-tables';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place } from '../support/service';
import { startTool, type ToolProcess } from '../support/tool-process';

const KILLS = Number(process.env['REBUILD_KILLS'] ?? 3);
const CHARGERS = 2_000;
/** What a rebuild does in the time is to be cut at every stage, from the first page to the last. */
const LONGEST_PEACE_MS = 600;

const random = seededRandom(SEED);

let place: Place;

async function fillBook(databaseUrl: string): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: databaseUrl });
  await fillLog(store, chargerStreams(planBook(CHARGERS)));
  await store.close();
  const engines = await openEngines({
    places: { databaseUrl, log: { engine: 'postgres' } },
    projections: 'only',
    onNotice: () => undefined,
    onReport: () => undefined,
  });
  await engines.projections.untilFilled();
  await engines.close();
}

function rebuild(): ToolProcess {
  return startTool(place, ['apps/tools/projections.ts', 'rebuild', 'sites']);
}

interface Killed {
  /** True when the rebuild was not done yet. */
  readonly isInTime: boolean;
  /** True when it took up what an earlier one had left. */
  readonly wentOn: boolean;
}

/** Begins or goes on, and is killed at a moment of the campaign's own choice. */
async function killOne(): Promise<Killed> {
  const tool = rebuild();
  await tool.untilItSays('sites: generation');
  await pause(random() * pick(random, [LONGEST_PEACE_MS / 10, LONGEST_PEACE_MS]));
  tool.kill();
  await tool.exitCode;
  const output = tool.output();
  return { isInTime: !output.includes('is read at'), wentOn: output.includes('goes on at') };
}

/** So many, one of which at least met what another had left. */
function isEnough(kills: readonly Killed[]): boolean {
  const inTime = kills.filter(({ isInTime }) => isInTime);
  return inTime.length >= KILLS && kills.some(({ wentOn }) => wentOn);
}

beforeAll(async () => {
  await buildOnce();
  place = await createPlace({ logNodes: 0 });
  await fillBook(place.databaseUrl ?? '');
});
afterAll(() => place.remove());

describe(`A rebuild that is killed ${KILLS} times (seed ${SEED})`, () => {
  it('comes to the same end, row by row', async () => {
    const url = place.databaseUrl ?? '';
    const before = await shownRows(url);
    const kills: Killed[] = [];
    while (!isEnough(kills)) kills.push(await killOne());
    const last = rebuild();
    expect({ code: await last.exitCode, output: last.output() }).toMatchObject({ code: 0 });
    expect(await shownRows(url)).toEqual(before);
    expect(Object.values(before).flat().length).toBeGreaterThan(CHARGERS);
    const verified = startTool(place, ['apps/tools/projections.ts', 'verify', 'all']);
    expect({ code: await verified.exitCode, output: verified.output() }).toMatchObject({ code: 0 });
  });
});
