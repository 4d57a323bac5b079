import {
  BOOK_KEY_TABLE,
  checkArchive,
  createBookKeyTable,
  loadArchive,
  writeArchive,
} from '@chargebook/database';
import {
  beginEventStoreDbIncarnation,
  type EventStore,
  openEventStoreDb,
} from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { type WhenInterrupted } from './access';
import {
  KEY_TABLE,
  TABLE_NAMES_BESIDE_THE_LOG,
  tablesBesideTheLog,
  renewTablesBesideTheLog,
} from './tables';
import { onNotice, SERVER_WAIT_MS } from './tool-log';

export interface KeyFile {
  readonly path: string;
  /** Connection string of EventStoreDB. */
  readonly logUrl: string;
}

interface KeyRestore extends KeyFile {
  /** True: the key of another book may be given up. */
  readonly mayReplace: boolean;
  readonly whenInterrupted?: WhenInterrupted;
}

/**
 * Writes the book key, the people and what policies remember to the file, with the log's name and
 * position: the log itself has a backup of its own, in EventStoreDB. Says so in a sentence.
 */
export async function backUpKey(client: ClientBase, { path, logUrl }: KeyFile): Promise<string> {
  if (!(await hasKey(client))) throw new Error('there is no book in this database yet');
  return withLog(logUrl, async (store) => {
    const { storeId, incarnation } = store.identity;
    const position = await store.head();
    const about = { engine: 'eventstoredb', storeId, incarnation: String(incarnation), position };
    await client.query('begin isolation level repeatable read read only');
    const tables = [KEY_TABLE, ...(await tablesBesideTheLog(client))];
    await writeArchive(client, path, { about, tables });
    await client.query('commit');
    const done = `Backed up key and people of store ${storeId} at position ${position} to ${path}`;
    return `${done}; the log itself is backed up with EventStoreDB`;
  });
}

/**
 * Puts key and people back and begins a new incarnation of the log, which was restored before; says
 * so in a sentence. @throws ArchiveRefused, or an Error of one line when the log is another or a
 * key is in the way
 */
export async function restoreKey(
  client: ClientBase,
  { path, logUrl, mayReplace, whenInterrupted }: KeyRestore,
): Promise<string> {
  const archive = await checkKeyArchive(path);
  const { storeId: ofBackup = '', incarnation, position = '' } = archive.header.about;
  const verdict = await withLog(logUrl, async (store) => {
    const { storeId } = store.identity;
    if (storeId === ofBackup) return store.judge(position);
    throw new Error(
      `the log in EventStoreDB is of store ${storeId}, the backup of ${ofBackup}: nothing was ` +
        'changed; restore the log first',
    );
  });
  if (!mayReplace && (await hasKey(client))) {
    throw new Error(
      'this database holds the key of a book: nothing was changed; say --replace to give it up',
    );
  }
  await client.query('begin');
  await client.query(`drop table if exists ${BOOK_KEY_TABLE}`);
  await createBookKeyTable(client);
  await renewTablesBesideTheLog(client);
  await loadArchive(client, archive);
  const above = Math.max(Number(incarnation), await highestShown(client, ofBackup));
  // In two places, so not at once: done again, it only makes the number higher.
  whenInterrupted?.('the log may be in a new incarnation, without this key: run this again');
  const restored = { connectionString: logUrl, above, onNotice, waitMs: SERVER_WAIT_MS };
  const begun = await beginEventStoreDbIncarnation(restored);
  await client.query('commit');
  const loss = verdict === 'good' ? '' : '; what was written behind its end is lost';
  const done = `Restored key and people of store ${ofBackup}`;
  return `${done}; the log goes on in incarnation ${begun.incarnation}${loss}`;
}

async function checkKeyArchive(path: string): ReturnType<typeof checkArchive> {
  const tables = { required: [KEY_TABLE.name], optional: TABLE_NAMES_BESIDE_THE_LOG };
  const archive = await checkArchive(path, tables);
  if (/^[1-9]\d{0,3}$/.test(archive.header.about['incarnation'] ?? '')) return archive;
  throw new Error(
    `the backup ${path} does not say in which incarnation its log was: nothing was changed`,
  );
}

async function withLog<Result>(
  connectionString: string,
  work: (store: EventStore) => Promise<Result>,
): Promise<Result> {
  const opening = { connectionString, onNotice, waitMs: SERVER_WAIT_MS, mustExist: true };
  const store = await openEventStoreDb(opening);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function hasKey(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query('select 1 where to_regclass($1) is not null', [
    BOOK_KEY_TABLE,
  ]);
  return rows.length > 0;
}

/** The incarnation that the lists have seen: a log restored twice must not use a number twice. */
async function highestShown(client: ClientBase, storeId: string): Promise<number> {
  const { rows } = await client.query("select 1 where to_regclass('read.generation') is not null");
  if (rows.length === 0) return 0;
  const shown = await client.query<{ highest: number | null }>(
    `select max(split_part(position, '-', 2)::int) as highest
    from read.generation where store_id = $1`,
    [storeId],
  );
  return shown.rows[0]?.highest ?? 0;
}
