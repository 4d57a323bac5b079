import { Client } from 'pg';

import { createTestDatabase } from './test-database';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe('A test database', () => {
  it('is empty and apart from every other one', async () => {
    const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const [first, second] = databases;
    await ask(first.url, 'create table only_here (id int)');
    const count = `select count(*)::int as n from pg_tables where tablename = 'only_here'`;
    expect(await ask(first.url, count)).toEqual([{ n: 1 }]);
    expect(await ask(second.url, count)).toEqual([{ n: 0 }]);
    await Promise.all(databases.map((database) => database.drop()));
    await expect(ask(first.url, 'select 1')).rejects.toThrow('does not exist');
  });

  it('keeps fsync on when it is asked to be durable', async () => {
    const database = await createTestDatabase({ durable: true });
    expect(await ask(database.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await database.drop();
  });
});
