import { randomUUID } from 'node:crypto';

import { openPostgresEventStore, type StreamName } from '@chargebook/event-store';
import { Client } from 'pg';

import { logOf } from '../support/chargers-of-log';
import { eventually } from '../support/eventually';
import {
  addCharger,
  chargerForm,
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
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { type Person } from '../support/test-service';
import { startTool, type ToolProcess } from '../support/tool-process';

const EVENTS = 6_000;
/** What an engine holds while it writes, as `libs/event-store` has it. */
const LOG_LOCK = '4801972736144';

jest.setTimeout(240_000);

let place: Place;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  place = await createPlace({ logNodes: 0 });
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await place.remove();
});

async function freshDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  return database.url;
}

/** A log of many streams, one behind the other. */
async function filledDatabase(): Promise<string> {
  const url = await freshDatabase();
  const store = await openPostgresEventStore({ connectionString: url });
  for (let at = 0; at < EVENTS; at += 1_000) {
    const events = Array.from({ length: 1_000 }, (_, index) => ({
      id: randomUUID(),
      type: 'Noted',
      data: `{"n":${at + index}}`,
      metadata: '{}',
      stream: `note-${at + index}` as StreamName,
      revision: 0n,
    }));
    await store.appendInOrder(events);
  }
  await store.close();
  return url;
}

function start(from: string, to: string): ToolProcess {
  return startTool(place, ['apps/tools/copy-log.ts', '--from', from, '--to', to]);
}

async function run(from: string, to: string) {
  const tool = start(from, to);
  return { exitCode: await tool.exitCode, output: tool.output() };
}

describe('The command', () => {
  it('killed half-way and run again comes to the same end', async () => {
    const [source, target] = [await filledDatabase(), await freshDatabase()];
    expect(await logOf(target)).toEqual([]);
    const tool = start(source, target);
    // Whoever holds the log's lock keeps the copy in the middle of its work.
    const brake = new Client({ connectionString: target });
    await brake.connect();
    await eventually(async () => {
      await brake.query('begin');
      await brake.query(`select pg_advisory_xact_lock(${LOG_LOCK})`);
      const { rows } = await brake.query('select from public.event_log offset 1');
      if (rows.length > 0) return;
      await brake.query('rollback');
      throw new Error(`nothing is copied yet:\n${tool.output()}`);
    }, 100_000);
    tool.kill();
    expect(await tool.exitCode).toBeNull();
    await brake.query('rollback');
    await brake.end();

    const held = (await logOf(target)).length;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(EVENTS);
    const again = await run(source, target);
    expect(again.output).toContain(`Copied ${EVENTS - held} events in `);
    expect(again.output).toContain(`; ${held} were there already`);
    const [, ofSource, ofTarget] = /source: (.*)\ntarget: (.*)\n/.exec(again.output) ?? [];
    expect(ofSource).toMatch(/^6000 events in 6000 streams, sha256 [0-9a-f]{64}$/);
    expect(ofTarget).toBe(ofSource);
    expect(again.exitCode).toBe(0);
  });

  it('refuses what it cannot use in one line, and changes nothing', async () => {
    const [source, empty] = [await filledDatabase(), await freshDatabase()];
    for (const [from, to, reason] of [
      [source, source, '--from and --to are the same log'],
      [empty, source, 'there is no book in the source'],
      [source, `${source}?application_name=x`, 'or it is the source itself: nothing was changed'],
      ['http://127.0.0.1/', empty, '--from must begin with postgres:// or esdb://'],
      [source, 'postgres://nobody:secret@127.0.0.1:1/none', '127.0.0.1:1/none cannot be used'],
    ] as const) {
      const { exitCode, output } = await run(from, to);
      expect(output).toContain(reason);
      expect(output).not.toContain('secret');
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(exitCode).toBe(1);
    }
    expect(await logOf(source)).toHaveLength(EVENTS);
  });
});

describe('A book whose log was copied to another database', () => {
  let moved: Place;
  let service: Service;
  let operator: Person;
  let garage: Garage;
  const label = freshLabel();
  const key = randomUUID();
  const before: object[] = [];

  const addWithKey = () =>
    operator('POST', `/v1/sites/${garage.siteId}/chargers`, {
      body: chargerForm(garage, { chargerId: label }),
      key,
    });

  async function begin(at: Place): Promise<void> {
    service = await startService(at);
    operator = await service.person({ '*': ['administrator'] }, 'dana');
  }

  async function everythingShown(): Promise<object[]> {
    const { position } = await granted(addWithKey());
    const atLeast = position;
    return [
      ...(await allItems(operator, '/v1/chargers?status=all', atLeast)),
      ...(await allItems(operator, '/v1/sites', atLeast)),
      (await granted(operator('GET', `/v1/sites/${garage.siteId}/hierarchy`, { atLeast }))).body,
    ];
  }

  beforeAll(async () => {
    await begin(place);
    garage = await openGarage(operator, { site: MANAGED });
    const added = await addCharger(operator, garage);
    await granted(editCharger(operator, added, { parking: 'A-1', limitAmps: 20 }));
    await granted(retireCharger(operator, await addCharger(operator, garage)));
    await granted(addWithKey());
    before.push(...(await everythingShown()));
    const target = await freshDatabase();
    moved = { ...place, databaseUrl: target };
    const beside = await run(place.databaseUrl ?? '', target);
    expect(beside).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('key of the book: copied'),
    });
    await service.stop();
    await begin(moved);
  }, 240_000);
  afterAll(() => service.stop());

  it('shows in its lists and trees what the old one did', async () => {
    expect(before.length).toBeGreaterThan(4);
    expect(await everythingShown()).toEqual(before);
  });

  it('knows the commands of before, for it has the key of the book', async () => {
    const events = (await logOf(moved.databaseUrl ?? '')).length;
    expect((await addWithKey()).status).toBe(201);
    expect(await logOf(moved.databaseUrl ?? '')).toHaveLength(events);
  });

  it('is no target while a service runs on it', async () => {
    const refused = await run(place.databaseUrl ?? '', moved.databaseUrl ?? '');
    expect(refused).toEqual({
      exitCode: 1,
      output: expect.stringMatching(
        /^a service, a backup or another copy is at work on the target/,
      ),
    });
  });
});
