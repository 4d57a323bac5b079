import { randomUUID } from 'node:crypto';

import { BOOK_KEY_TABLE, loadBookKey, openPool } from '@chargebook/database';
import { openPostgresEventStore, type StreamName } from '@chargebook/event-store';
import { loadSessionKey } from '@chargebook/identity';

import { copyBookKey } from '../../apps/tools/copy-log/book-key';
import { onDatabase } from '../support/on-database';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.drop();
});

/** A database with a key of its own. */
async function keyedDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  await keyIn(database.url);
  return database.url;
}

async function keyIn(url: string): Promise<string> {
  const pool = openPool({
    url,
    maxConnections: 1,
    applicationName: 'chargebook test',
    statementTimeoutMs: 0,
  });
  try {
    await loadBookKey(pool);
    const { rows } = await pool.query<{ key: Buffer }>(`select key from ${BOOK_KEY_TABLE}`);
    return String(rows[0]?.key.toString('hex'));
  } finally {
    await pool.end();
  }
}

async function appendTo(url: string): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: url });
  const event = { id: randomUUID(), type: 'Noted', data: '{}', metadata: '{}' };
  await store.append('note-1' as StreamName, 'no-stream', [event]);
  await store.close();
}

const copyKey = (fromUrl: string, toUrl: string) =>
  copyBookKey({ fromUrl, toUrl, isTargetEmpty: true, storeId: randomUUID() });

async function run(url: string, ...statements: readonly string[]): Promise<void> {
  await onDatabase(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** What the services of another book leave in their database. */
const LEFT_BEHIND: readonly (readonly [string, (url: string) => Promise<void>])[] = [
  [
    'lists',
    (url) =>
      run(
        url,
        'create schema read',
        `create table read.generation as select gen_random_uuid()::text as store_id,
          'x' as mark_event_id, 'sites' as group_name, 1 as generation`,
      ),
  ],
  [
    'people',
    async (url) => {
      const pool = openPool({
        url,
        maxConnections: 1,
        applicationName: 'x',
        statementTimeoutMs: 0,
      });
      await loadSessionKey(pool);
      await pool.end();
      await run(
        url,
        `insert into identity.person (user_id, email, email_key, name, details_version)
        values (gen_random_uuid(), 'ann@field.example', 'ann@field.example', 'Ann', 1)`,
      );
    },
  ],
];

describe('The key of the book', () => {
  it.each(LEFT_BEHIND)('leaves that of a database alone which has %s', async (_, leave) => {
    const [fromUrl, toUrl] = [await keyedDatabase(), await keyedDatabase()];
    await leave(toUrl);
    const before = await keyIn(toUrl);
    await expect(copyKey(fromUrl, toUrl)).rejects.toThrow('lists or people of another book');
    expect(await keyIn(toUrl)).toBe(before);
  });

  it('takes the place of one that hashed nothing yet', async () => {
    const [fromUrl, toUrl] = [await keyedDatabase(), await keyedDatabase()];
    expect(await copyKey(fromUrl, toUrl)).toBe('copied');
    expect(await keyIn(toUrl)).toBe(await keyIn(fromUrl));
  });

  it('leaves that of a log alone which is in the database beside an empty target', async () => {
    const [fromUrl, toUrl] = [await keyedDatabase(), await keyedDatabase()];
    await appendTo(toUrl);
    const before = await keyIn(toUrl);
    await expect(copyKey(fromUrl, toUrl)).rejects.toThrow('another key of the book');
    expect(await keyIn(toUrl)).toBe(before);
  });
});
