import { buildOnce } from '../support/build-once';
import { openTrial, type Trial } from '../support/engine-trial';
import { addCharger, type Garage, openGarage } from '../support/garage';
import { ListVisitor } from '../support/list-visitor';
import { type ListRows, shownRows, shownTables, untilShown } from '../support/list-tables';
import { onDatabase } from '../support/on-database';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';
import { startProjections } from '../support/tool-process';

const CHARGERS = 30;
const ROUTES = 4;

jest.setTimeout(240_000);

async function run(...asked: Parameters<typeof startProjections>) {
  const tool = startProjections(...asked);
  return { code: await tool.exitCode, output: tool.output() };
}

describe.each(['postgres', 'double'] as const)('The lists of a book on %s', (engine) => {
  let trial: Trial;
  let service: Service;
  let person: Person;
  let garage: Garage;
  let url: string;

  beforeAll(async () => {
    trial = await openTrial(engine);
    url = trial.place.databaseUrl ?? '';
    service = await startService(trial.place, trial.environment);
    person = await service.person({ '*': ['administrator'] });
    garage = await openGarage(person);
    for (let count = 0; count < CHARGERS; count += 1) await addCharger(person, garage);
  });
  afterAll(async () => {
    await service.stop();
    await trial.close();
  });

  /** All rows, once every list has come as far as the log, its last event included. */
  async function settledRows(): Promise<ListRows> {
    const { position } = await addCharger(person, garage);
    await untilShown(url, position);
    return shownRows(url);
  }

  it('are rebuilt while everybody reads and writes, and nobody is refused', async () => {
    const visitors = [new ListVisitor(person, garage), new ListVisitor(person, garage)];
    const visits = Promise.all(visitors.map((visitor) => visitor.visit()));
    const rebuilt = await run(trial, 'rebuild', 'all');
    const verified = await run(trial, 'verify', 'all');
    visitors.forEach((visitor) => visitor.stop());
    await visits;
    expect(rebuilt).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /^accounts: generation 2 begins\naccounts: generation 2 is read/,
      ),
    });
    expect(verified).toMatchObject({
      code: 0,
      output: expect.stringMatching(/sites: \d+ rows of generation 2 at \S+: every one/),
    });
    const statuses = visitors.flatMap((visitor) => visitor.statuses);
    expect(new Set(statuses)).toEqual(new Set([200, 201]));
    expect(statuses.length).toBeGreaterThan(ROUTES);
  });

  it('are the same after a rebuild, and the old ones are kept until they are dropped', async () => {
    const before = await settledRows();
    expect((await run(trial, 'rebuild', 'sites', 'drivers')).code).toBe(0);
    expect(await shownRows(url)).toEqual(before);
    const status = await run(trial, 'status');
    expect(status.code).toBe(0);
    expect(status.output).toMatch(/^sites: generation 2 was replaced and is kept/m);
    expect(status.output).toMatch(/^sites: generation 3 is read, .* at \S+, 0 events behind, 0/m);
    const dropped = await run(trial, 'drop', 'sites');
    expect(dropped.output).toMatch(/charger_list_v\d+_g1, .*charger_list_v\d+_g2/);
    expect(dropped.output).not.toContain('driver_list');
    expect((await run(trial, 'drop')).output).toContain('driver_list');
    expect((await run(trial, 'drop')).output).toBe('there is nothing to drop\n');
    expect(await shownRows(url)).toEqual(before);
  });

  it('are told apart from the log row by row and field by field', async () => {
    const charger = await addCharger(person, garage);
    const [gone, id] = [(await addCharger(person, garage)).body.id, charger.body.id];
    await settledRows();
    const table = await onDatabase(url, async (client) => {
      const tables = await shownTables(client);
      const found = tables.find((each) => each.projection.startsWith('charger_list'));
      const name = `read.${found?.table}`;
      await client.query(`update ${name} set charger_id_key = 'FORGED' where id = $1`, [id]);
      await client.query(`delete from ${name} where id = $1`, [gone]);
      return name;
    });
    const verified = await run(trial, 'verify', 'sites');
    expect(verified.code).toBe(1);
    const label = charger.body.chargerId;
    expect(verified.output).toContain(
      `${table} ${id} charger_id_key: stored "FORGED", folded "${label.toLowerCase()}"`,
    );
    expect(verified.output).toContain(`${table} ${gone}: stored no row, folded {`);
    expect(verified.output).toMatch(/^2 differences: /m);
    expect((await run(trial, 'verify', 'accounts', 'drivers')).code).toBe(0);
    expect((await run(trial, 'rebuild', 'sites')).code).toBe(0);
    expect((await run(trial, 'verify', 'sites')).code).toBe(0);
  });

  it('are rebuilt and verified without a service, too', async () => {
    const before = await settledRows();
    await service.stop();
    const idle = await run(trial, 'status');
    expect(idle.output).toMatch(/^users: generation \d+ is read, no process folds it, at/m);
    expect((await run(trial, 'rebuild', 'all')).code).toBe(0);
    expect((await run(trial, 'verify', 'all')).code).toBe(0);
    expect(await shownRows(url)).toEqual(before);
    service = await startService(trial.place, trial.environment);
  });
});

describe('The command', () => {
  let place: Place;

  beforeAll(async () => {
    await buildOnce();
    place = await createPlace({ logNodes: 0 });
  });
  afterAll(() => place.remove());

  it.each([
    [['rebuild', 'chargers'], /^there is no group of lists "chargers": there are accounts, .*\n$/],
    [['verify'], /^say which: verify NAME, or verify all\n$/],
    [['status', 'sites'], /^status takes no name\n$/],
    [['mend'], /^say status, rebuild NAME, verify NAME or drop\n$/],
    [['status'], /^there are no lists in this database: .*\n$/],
  ])('refuses %j in one line, with nothing made', async (args, line) => {
    const refused = await run({ place, environment: {} }, ...args);
    expect(refused).toEqual({ code: 1, output: expect.stringMatching(line) });
  });

  it('says in one line that a database or a log is not there', async () => {
    const nowhere = { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' };
    const embedded = { DATABASE_URL: '' };
    const noDatabase = await run({ place, environment: nowhere }, 'status');
    expect(noDatabase.code).toBe(1);
    expect(noDatabase.output).toMatch(/^the database nobody@127.0.0.1:1\/none cannot be used.*\n$/);
    const noBook = await run({ place, environment: embedded }, 'status');
    expect(noBook).toEqual({ code: 1, output: `there is no book in ${place.dataDir}\n` });
  });
});
