import { join } from 'node:path';

import { logOf } from '../support/chargers-of-log';
import { eventually } from '../support/eventually';
import {
  addCharger,
  chargerUrl,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
  retireCharger,
} from '../support/garage';
import { allItems } from '../support/list-pages';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';
import { describeWithServer } from '../support/test-eventstoredb';
import { startTool } from '../support/tool-process';

const LOST_WRITES = 100;

let place: Place;
let service: Service;
let operator: Person;
let garage: Garage;
/** Edited and retired in the future that is lost. */
let kept: readonly Answer[];
let lost: readonly Answer[];
let lostLabel: string;
let keptPosition: string;

const listUrl = () => `/v1/chargers?siteId=${garage.siteId}&status=all&limit=200`;

async function begin(): Promise<void> {
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] }, 'dana');
}

async function end(): Promise<void> {
  await service.stop();
  await place.remove();
}

async function runTool(name: string, ...options: readonly string[]): Promise<void> {
  const tool = startTool(place, [`apps/tools/${name}.ts`, ...options]);
  const exitCode = await tool.exitCode;
  if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}: ${tool.output()}`);
}

/** A book whose lists showed writes that its backup does not have. */
async function loseWrites(file: string): Promise<void> {
  await begin();
  garage = await openGarage(operator, { site: MANAGED });
  kept = [await addCharger(operator, garage), await addCharger(operator, garage)];
  keptPosition = kept[1]?.position ?? '';
  await runTool('backup', file);
  await backUpLog();
  const [first, second] = kept as [Answer, Answer];
  await granted(editCharger(operator, first, { parking: 'lost' }));
  await granted(retireCharger(operator, second));
  lostLabel = freshLabel();
  lost = [await addCharger(operator, garage, { chargerId: lostLabel })];
  while (lost.length < LOST_WRITES) lost = [...lost, await addCharger(operator, garage)];
  const before = await allItems(operator, listUrl(), lost.at(-1)?.position);
  expect(before).toHaveLength(kept.length + LOST_WRITES);
  await service.stop();
}

/** EventStoreDB has a backup of its own; the log in PostgreSQL is in that of the book. */
const logBackup = (): string => join(place.dataDir, 'log.backup');

async function backUpLog(): Promise<void> {
  for (const node of place.eventStoreDb?.nodes ?? []) await node.backUp(logBackup());
}

async function restoreLog(): Promise<void> {
  for (const node of place.eventStoreDb?.nodes ?? []) await node.restore(logBackup());
}

/** As long as it takes to read the log anew. */
function itemsOfKept(): Promise<readonly { readonly id: string }[]> {
  return eventually(() => allItems(operator, listUrl(), keptPosition), 60_000);
}

async function statusAt(atLeast: string): Promise<object> {
  const { status, body } = await operator('GET', listUrl(), { atLeast });
  return { status, code: body.code };
}

const REFUSED = { status: 400, code: 'position-invalid' };

function itIsTheBookOfTheBackup(): void {
  it('refuses positions of the future that was lost, and takes those before it', async () => {
    for (const { position } of [lost[0], lost.at(-1)] as readonly Answer[]) {
      expect(await statusAt(position)).toEqual(REFUSED);
    }
    expect(await statusAt(keptPosition)).toEqual({ status: 200, code: undefined });
  });

  it('shows in its lists what was backed up, rebuilt by itself', async () => {
    const items = await allItems(operator, listUrl(), keptPosition);
    const byId = new Map(items.map((item) => [item.id, item]));
    expect(byId.size).toBe(kept.length);
    for (const { body } of kept) {
      const { warnings: _, ...told } = body;
      expect(byId.get(body.id)).toEqual(told);
    }
    const ready = await (await fetch(`${service.url}/health/ready`)).json();
    expect(ready).toMatchObject({ isReady: true, incarnation: 2, parkedCount: 0 });
  });

  it('knows nothing of what was lost, and goes on from what it has', async () => {
    const [first] = kept as [Answer];
    expect(await operator('GET', chargerUrl(lost[0] as Answer))).toMatchObject({ status: 404 });
    expect(await operator('GET', chargerUrl(first))).toMatchObject({ etag: first.etag });
    const again = await addCharger(operator, garage, { chargerId: lostLabel });
    const edited = await granted(editCharger(operator, first, { parking: 'new' }));
    const items = await allItems(operator, listUrl(), edited.position);
    const parkings = new Map(items.map(({ id, parking }) => [id, parking]));
    expect(parkings.get(first.body.id)).toBe('new');
    expect(parkings.has(again.body.id)).toBe(true);
  });

  it('still refuses the lost positions once it is longer than it was', async () => {
    let last = await addCharger(operator, garage);
    for (let count = 0; count < 2 * LOST_WRITES; count += 1) {
      last = await addCharger(operator, garage);
    }
    expect(await statusAt(lost.at(-1)?.position ?? '')).toEqual(REFUSED);
    expect(await statusAt(last.position)).toEqual({ status: 200, code: undefined });
    const positions = (await logOf(await place.logUrl())).map(({ position }) => position);
    expect(positions).toEqual([...positions].sort());
  }, 120_000);
}

describe('A book restored from a backup', () => {
  beforeAll(async () => {
    place = await createPlace({ logNodes: 0 });
    const file = join(place.dataDir, 'book.backup');
    await loseWrites(file);
    await runTool('restore', file, '--replace');
    await begin();
    await itemsOfKept();
  }, 300_000);
  afterAll(end);

  itIsTheBookOfTheBackup();
});

describeWithServer('A book whose EventStoreDB was restored beside newer lists', () => {
  beforeAll(async () => {
    place = await createPlace({ logNodes: 1 });
    const file = join(place.dataDir, 'book.backup');
    await loseWrites(file);
    await restoreLog();
    // Before anybody has told the book: its lists name events that the log does not have.
    await begin();
    expect(await itemsOfKept()).toHaveLength(kept.length);
    await service.stop();
    await runTool('restore', file, '--replace');
    await begin();
    await itemsOfKept();
  }, 300_000);
  afterAll(end);

  itIsTheBookOfTheBackup();
});
