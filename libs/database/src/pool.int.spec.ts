import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { assertReachable, openPool } from './index';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

function poolOf(statementTimeoutMs: number) {
  const applicationName = 'pool spec';
  return openPool({ url: database.url, applicationName, maxConnections: 2, statementTimeoutMs });
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('A pool', () => {
  it('outlives its connections, idle and in use', async () => {
    const pool = poolOf(0);
    await pool.query('select 1');
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'pool spec'`;
    const inUse = pool.query('select pg_sleep(60)');
    const broken = inUse.then(
      () => 'answered',
      () => 'broken',
    );
    const active = `select 1 from pg_stat_activity where query = 'select pg_sleep(60)'`;
    const other = openPool({
      url: database.url,
      applicationName: 'onlooker',
      maxConnections: 1,
      statementTimeoutMs: 0,
    });
    while ((await other.query(active)).rowCount === 0);
    await other.query(cut);
    expect(await broken).toBe('broken');
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    await Promise.all([pool.end(), other.end()]);
  });

  it('ends a statement that takes too long, and gives 64-bit integers as text', async () => {
    const pool = poolOf(50);
    await expect(pool.query('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
    const { rows } = await pool.query('select 9007199254740993::bigint as big');
    expect(rows).toEqual([{ big: '9007199254740993' }]);
    await pool.end();
  });
});

describe('A database that cannot be used is told in one line, without the password:', () => {
  it.each([
    [
      'a wrong password',
      (url: URL) => (url.password = 's3cret'),
      'the password or the role is wrong',
    ],
    ['an unknown database', (url: URL) => (url.pathname = '/nowhere'), 'has no such database'],
    ['a port where nobody listens', (url: URL) => (url.port = '1'), 'ECONNREFUSED'],
    ['an unknown host', (url: URL) => (url.hostname = 'nowhere.invalid'), 'cannot be used'],
  ])('%s', async (_what, change, reason) => {
    const url = changed(change);
    const error: unknown = await assertReachable(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'DatabaseUnreachable' });
    const { message } = error as Error;
    expect(message).toContain(reason);
    expect(message).not.toContain('\n');
    expect(message).not.toContain(new URL(url).password);
  });

  it('one that can be used passes', async () => {
    await expect(assertReachable(database.url)).resolves.toBeUndefined();
  });
});
