import { takeSessionLock } from '@chargebook/database';
import { type CopyTarget, EVENT_LOG_TABLE } from '@chargebook/event-store';

import { type Config } from '../../api/src/config';
import { reachDatabase } from '../book/access';
import { openToolLog } from '../book/tool-log';
import { withClient } from './client';
import { type LogAddress } from './log-address';

/** One of the two logs of a copy, open. */
export interface LogEnd {
  readonly store: CopyTarget;
  /** The database that holds the key of the book. */
  readonly keyUrl: string;
  close(): Promise<void>;
}

const IN_THE_WAY = {
  shared: 'a restore is at work on the source: try again without it',
  alone:
    'a service, a backup or another copy is at work on the target, or it is the source itself: ' +
    'nothing was changed',
} as const;

/**
 * Opens a log to copy from, also beside a running service, or to copy that source to, which
 * refuses one. An EventStoreDB does not say who uses it: the database that the config names
 * stands for it, for there the services have their lock and the key of the book.
 * @throws Error in one line when it is in use, does not answer, or is a source without a book
 */
export async function openLogEnd(
  address: LogAddress,
  config: Config,
  source?: LogEnd,
): Promise<LogEnd> {
  const databaseUrl = databaseOf(address, config);
  const database = await reachDatabase({ ...config, databaseUrl });
  const closing: (() => Promise<void>)[] = [() => database.close()];
  const close = async (): Promise<void> => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    const lock = await lockBook(database.url, address, source);
    if (lock !== undefined) closing.push(() => lock.release());
    const isSource = source === undefined;
    const store = await openStore(address, { isSource, databaseUrl: database.url });
    closing.push(() => store.close());
    return { store, keyUrl: database.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function databaseOf(address: LogAddress, { databaseUrl }: Config): string | undefined {
  if (address.engine === 'eventstoredb') return databaseUrl;
  return address.engine === 'embedded' ? undefined : address.url;
}

/** None beside EventStoreDB where it would only keep the other log's database from its lock. */
async function lockBook(
  url: string,
  { engine }: LogAddress,
  source: LogEnd | undefined,
): ReturnType<typeof takeSessionLock> {
  const isBeside = engine === 'eventstoredb';
  if (isBeside && (source === undefined || source.keyUrl === url)) return undefined;
  const mode = source === undefined ? 'shared' : 'alone';
  const lock = await takeSessionLock(url, { name: 'book', mode });
  if (lock === undefined) throw new Error(IN_THE_WAY[mode]);
  return lock;
}

interface OpenedSide {
  readonly isSource: boolean;
  readonly databaseUrl: string;
}

async function openStore(
  address: LogAddress,
  { isSource, databaseUrl }: OpenedSide,
): Promise<CopyTarget> {
  const isBeside = address.engine === 'eventstoredb';
  if (isSource && !isBeside) await assertLogIsThere(databaseUrl);
  const log = isBeside ? address : ({ engine: 'postgres' } as const);
  // To open a log is to name it where nobody has: not on a server named by mistake.
  return openToolLog({ databaseUrl, log }, { mustExist: isSource });
}

/** To open a log is to make it where there is none: not in a database named by mistake. */
async function assertLogIsThere(url: string): Promise<void> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ isThere: boolean }>('select to_regclass($1) is not null as "isThere"', [
      EVENT_LOG_TABLE,
    ]),
  );
  if (rows[0]?.isThere !== true) throw new Error('there is no book in the source');
}
