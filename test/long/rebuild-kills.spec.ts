import { setTimeout as pause } from 'node:timers/promises';

import { openLog } from '../../apps/api/src/book-log';
import { openEngines } from '../../apps/api/src/engines';
import { fillLog } from '../bench/book-log';
import { chargerStreams, planBook } from '../bench/charger-log';
import { buildOnce } from '../support/build-once';
import { sized } from '../support/campaign-size';
import { openTrial, type Trial, TRIAL_ENGINES } from '../support/engine-trial';
import { shownRows } from '../support/list-tables';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { startProjections, type ToolProcess } from '../support/tool-process';

const KILLS = sized({ daily: 2, full: 20 });
const CHARGERS = 2_000;
/** What a rebuild does in the time is to be cut at every stage, from the first page to the last. */
const LONGEST_PEACE_MS = 600;

const random = seededRandom(SEED);

let trial: Trial;

const databaseUrl = (): string => trial.place.databaseUrl ?? '';

async function fillBook(): Promise<void> {
  const places = { databaseUrl: databaseUrl(), log: trial.log };
  const onNotice = (): void => undefined;
  const store = await openLog(places, { onNotice });
  await fillLog(store, chargerStreams(planBook(CHARGERS)));
  await store.close();
  const engines = await openEngines({
    places,
    projections: 'only',
    listTimeoutMs: 0,
    onNotice,
    onReport: () => undefined,
  });
  await engines.projections.untilFilled();
  await engines.close();
}

const rebuild = (): ToolProcess => startProjections(trial, 'rebuild', 'sites');

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

const title = `A rebuild that is killed ${KILLS} times on %s (seed ${SEED})`;

describe.each(TRIAL_ENGINES)(title, (engine) => {
  beforeAll(async () => {
    await buildOnce();
    trial = await openTrial(engine);
    await fillBook();
  });
  afterAll(() => trial.close());

  it('comes to the same end, row by row', async () => {
    const before = await shownRows(databaseUrl());
    const kills: Killed[] = [];
    while (!isEnough(kills)) kills.push(await killOne());
    const last = rebuild();
    expect({ code: await last.exitCode, output: last.output() }).toMatchObject({ code: 0 });
    expect(await shownRows(databaseUrl())).toEqual(before);
    expect(Object.values(before).flat().length).toBeGreaterThan(CHARGERS);
    const verified = startProjections(trial, 'verify', 'all');
    expect({ code: await verified.exitCode, output: verified.output() }).toMatchObject({ code: 0 });
  });
});
