import { BOOK_KEY_TABLE, createBookKeyTable } from '@chargebook/database';
import { EVENT_LOG_TABLE } from '@chargebook/event-store';
import { readPeople } from '@chargebook/identity';
import { otherLogRead } from '@chargebook/projections';
import { type Client } from 'pg';

import { withClient } from './client';
import { CopyRefused } from './copy-refused';

export interface KeyJob {
  readonly fromUrl: string;
  readonly toUrl: string;
  /** A key that hashed nothing yet may be given up. */
  readonly isTargetEmpty: boolean;
  /** Of the target: lists of another were made by services of another book. */
  readonly storeId: string;
}

/** What became of the key, as it is told. */
export type KeyOutcome = 'the same in both' | 'copied' | 'not there yet: the service makes one';

/**
 * Copies the key of the book beside the log: without it the hashes of cards and the fingerprints
 * of commands in the log mean nothing.
 * @throws CopyRefused when a target with events has another key, or its database a log besides, or
 *   lists or people of another book
 */
export async function copyBookKey(job: KeyJob): Promise<KeyOutcome> {
  const { fromUrl, toUrl, isTargetEmpty, storeId } = job;
  const wanted = await withClient(fromUrl, readKey);
  if (wanted === undefined) return 'not there yet: the service makes one';
  return withClient(toUrl, async (client) => {
    const present = await readKey(client);
    if (present?.equals(wanted)) return 'the same in both';
    const isUsed = !isTargetEmpty || (await hasEvents(client));
    if (present !== undefined && isUsed) {
      throw new CopyRefused('the target holds events and has another key of the book');
    }
    if ((await otherLogRead(client, storeId)) !== undefined || (await hasPeople(client))) {
      throw new CopyRefused("the target's database has lists or people of another book");
    }
    await writeKey(client, wanted);
    return 'copied';
  });
}

async function readKey(client: Client): Promise<Buffer | undefined> {
  if (!(await hasTable(client, BOOK_KEY_TABLE))) return undefined;
  const { rows } = await client.query<{ key: Buffer }>(`select key from ${BOOK_KEY_TABLE}`);
  return rows[0]?.key;
}

/** Beside an empty EventStoreDB the database may keep another book's log, and that book's key. */
async function hasEvents(client: Client): Promise<boolean> {
  if (!(await hasTable(client, EVENT_LOG_TABLE))) return false;
  const { rows } = await client.query(
    `select 1 from ${EVENT_LOG_TABLE} where stream <> 'store-identity' limit 1`,
  );
  return rows.length > 0;
}

async function hasPeople(client: Client): Promise<boolean> {
  return ((await readPeople(client)) ?? []).length > 0;
}

async function hasTable(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query('select 1 where to_regclass($1) is not null', [name]);
  return rows.length > 0;
}

async function writeKey(client: Client, key: Buffer): Promise<void> {
  await client.query('begin');
  await createBookKeyTable(client);
  await client.query(
    `insert into ${BOOK_KEY_TABLE} (key) values ($1)
    on conflict (only_row) do update set key = excluded.key`,
    [key],
  );
  await client.query('commit');
}
