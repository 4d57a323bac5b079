import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { openPool, takeSessionLock } from '@chargebook/database';
import { type EventStore } from '@chargebook/event-store';
import { type ParseEvent } from '@chargebook/projections';
import { type Pool } from 'pg';

import { assertLogOfBook } from '../../api/src/assert-log-of-book';
import { dataDirectoryOf } from '../../api/src/book-database';
import { type Config } from '../../api/src/config';
import { CONTEXTS } from '../../api/src/contexts';
import { parserOf } from '../../api/src/parse-event';
import { reachDatabase } from '../book/access';
import { openToolLog } from '../book/tool-log';

/** The lists of a book, and the log that they are made of. */
export interface Lists {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly parse: ParseEvent;
  readonly signal: AbortSignal;
}

/** Some for the folds of one group, and for what asks how they go. */
const MAX_CONNECTIONS = 8;

type Close = () => Promise<unknown>;

/**
 * Opens the lists of the config's book beside a service or without one, and refuses a restore.
 * Nothing is made: neither a book nor lists where there are none.
 * @throws Error in one line
 */
export async function withLists<Result>(
  config: Config,
  signal: AbortSignal,
  work: (lists: Lists) => Promise<Result>,
): Promise<Result> {
  const closes: Close[] = [];
  try {
    return await work(await openLists({ config, signal, closes }));
  } finally {
    for (const close of closes.toReversed()) await close();
  }
}

interface Opening {
  readonly config: Config;
  readonly signal: AbortSignal;
  /** What was opened, in order. */
  readonly closes: Close[];
}

async function openLists({ config, signal, closes }: Opening): Promise<Lists> {
  await assertBookIsThere(config);
  const database = await reachDatabase(config);
  closes.push(() => database.close());
  const lock = await takeSessionLock(database.url, { name: 'book', mode: 'shared' });
  if (lock === undefined) throw new Error('a restore of this book is under way: try again later');
  closes.push(() => lock.release());
  const pool = openPool({
    url: database.url,
    applicationName: 'chargebook tool',
    maxConnections: MAX_CONNECTIONS,
    statementTimeoutMs: 0,
  });
  closes.push(() => pool.end());
  await assertListsAreThere(pool);
  const places = { databaseUrl: database.url, log: config.log };
  const store = await openToolLog(places, { mustExist: true, signal });
  closes.push(() => store.close());
  await assertLogOfBook(pool, store);
  const parse = parserOf(CONTEXTS.flatMap(({ aggregates }) => aggregates));
  return { pool, store, parse, signal };
}

/** To start the embedded database is to make it where there is none. */
async function assertBookIsThere(config: Config): Promise<void> {
  if (config.databaseUrl !== undefined) return;
  const { dataDir } = await dataDirectoryOf(config);
  const cluster = await stat(join(dataDir, 'postgres')).catch(() => undefined);
  if (cluster === undefined) throw new Error(`there is no book in ${dataDir}`);
}

async function assertListsAreThere(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ isThere: boolean }>(
    `select to_regclass('read.generation') is not null as "isThere"`,
  );
  if (rows[0]?.isThere === true) return;
  throw new Error('there are no lists in this database: the first start of a service makes them');
}
