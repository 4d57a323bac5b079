import { randomBytes } from 'node:crypto';

import { type ClientBase, type Pool } from 'pg';

import { inTransaction } from './transaction';

/** Secret of the book, for hashes of cards and fingerprints of commands: 32 bytes. */
export type BookKey = Buffer;

const KEY_BYTES = 32;

/** Any number that nothing else locks by; without the lock, tables made at once collide. */
const BOOK_KEY_LOCK = 7_266_101_108;

export const BOOK_KEY_TABLE = 'public.book_key';

const TABLE = `create table if not exists ${BOOK_KEY_TABLE} (
  only_row boolean primary key default true check (only_row),
  key bytea not null check (octet_length(key) = ${KEY_BYTES})
)`;

/**
 * The book's key; the first process makes it, and it is never changed. It lives in the database
 * and not in the log, so that backup and restore carry it and no reader of events sees it.
 */
export function loadBookKey(pool: Pool): Promise<BookKey> {
  return inTransaction(pool, async (client) => {
    await createBookKeyTable(client);
    await client.query(`insert into ${BOOK_KEY_TABLE} (key) values ($1) on conflict do nothing`, [
      randomBytes(KEY_BYTES),
    ]);
    const { rows } = await client.query<{ key: Buffer }>(`select key from ${BOOK_KEY_TABLE}`);
    return onlyKey(rows);
  });
}

/** Makes the table, without a key, where there is none. Call it inside a transaction. */
export async function createBookKeyTable(client: ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [BOOK_KEY_LOCK]);
  await client.query(TABLE);
}

function onlyKey(rows: readonly { readonly key: Buffer }[]): BookKey {
  const [row] = rows;
  if (row === undefined) throw new Error('the table book_key holds no key');
  return row.key;
}
