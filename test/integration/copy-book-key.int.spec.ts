import { randomUUID } from 'node:crypto';

import { BOOK_KEY_TABLE, loadBookKey, openPool } from '@chargebook/database';
import { openPostgresEventStore, type StreamName } from '@chargebook/event-store';

import { copyBookKey } from '../../apps/tools/copy-log/book-key';
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

describe('The key of the book', () => {
  it('takes the place of one that hashed nothing yet', async () => {
    const [fromUrl, toUrl] = [await keyedDatabase(), await keyedDatabase()];
    expect(await copyBookKey({ fromUrl, toUrl, isTargetEmpty: true })).toBe('copied');
    expect(await keyIn(toUrl)).toBe(await keyIn(fromUrl));
  });

  it('leaves that of a log alone which is in the database beside an empty target', async () => {
    const [fromUrl, toUrl] = [await keyedDatabase(), await keyedDatabase()];
    await appendTo(toUrl);
    const before = await keyIn(toUrl);
    await expect(copyBookKey({ fromUrl, toUrl, isTargetEmpty: true })).rejects.toThrow(
      'another key of the book',
    );
    expect(await keyIn(toUrl)).toBe(before);
  });
});
