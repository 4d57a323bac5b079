import { openPool } from '@chargebook/database';
import { loadSessionKey } from '@chargebook/identity';
import { type Pool } from 'pg';

import { copyPeople } from '../../apps/tools/copy-log/people';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

interface Book {
  readonly database: TestDatabase;
  readonly pool: Pool;
}

const books: Book[] = [];
afterAll(async () => {
  for (const { database, pool } of books) {
    await pool.end();
    await database.drop();
  }
});

async function newBook(): Promise<Book> {
  const database = await createTestDatabase();
  const options = { applicationName: 'spec', maxConnections: 1, statementTimeoutMs: 0 };
  const book = { database, pool: openPool({ url: database.url, ...options }) };
  books.push(book);
  return book;
}

async function addPerson({ pool }: Book, name: string): Promise<void> {
  await pool.query(
    `insert into identity.person (user_id, email, email_key, name, details_version)
    values (gen_random_uuid(), $1, lower($1), $2, 1)`,
    [`${name}@field.example`, name],
  );
}

async function peopleOf({ pool }: Book): Promise<readonly object[]> {
  return (await pool.query<object>('select * from identity.person order by user_id')).rows;
}

describe('The people of a log', () => {
  it('are copied beside it, and again with what has changed', async () => {
    const [source, target] = [await newBook(), await newBook()];
    const urls = [source.database.url, target.database.url] as const;
    expect(await copyPeople(...urls)).toBe('none yet');
    for (const { pool } of [source, target]) await loadSessionKey(pool);
    await addPerson(target, 'Somebody of the empty target');
    await addPerson(source, 'Ann');
    await addPerson(source, 'Ben');
    expect(await copyPeople(...urls)).toBe('2, the same in both');
    expect(await peopleOf(target)).toEqual(await peopleOf(source));
    await source.pool.query(`update identity.person set name = 'Anna' where name = 'Ann'`);
    await source.pool.query(`delete from identity.person where name = 'Ben'`);
    expect(await copyPeople(...urls)).toBe('1, the same in both');
    expect(await peopleOf(target)).toEqual(await peopleOf(source));
  });

  it('keep their sessions where both logs have one database', async () => {
    const book = await newBook();
    await loadSessionKey(book.pool);
    await addPerson(book, 'Ann');
    await book.pool.query(
      `insert into identity.session select gen_random_uuid(), user_id, 'x', null, now(), now(),
        now() from identity.person`,
    );
    const { url } = book.database;
    expect(await copyPeople(url, url)).toBe('1, the same in both');
    expect((await book.pool.query('select 1 from identity.session')).rows).toHaveLength(1);
  });
});
