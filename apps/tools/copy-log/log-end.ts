import { takeSessionLock } from '@chargebook/database';
import { type CopyTarget, EVENT_LOG_TABLE, openPostgresEventStore } from '@chargebook/event-store';
import { Client } from 'pg';

import { readConfig } from '../../api/src/config';
import { reachDatabase } from '../book/access';
import { type LogAddress } from './log-address';

/** One of the two logs of a copy, open. */
export interface LogEnd {
  readonly store: CopyTarget;
  /** The database that holds the key of the book. */
  readonly keyUrl: string;
  close(): Promise<void>;
}

export type LogSide = 'source' | 'target';

const LOCK_MODES = { source: 'shared', target: 'alone' } as const;
const IN_THE_WAY = {
  source: 'a restore is at work on the source: try again without it',
  target:
    'a service, a backup or another copy is at work on the target, or it is the source itself: ' +
    'nothing was changed',
} as const;

/**
 * Opens a log to copy from, also beside a running service, or to copy to, which refuses one.
 * @throws Error in one line when it is in use, does not answer, or is a source without a book
 */
export async function openLogEnd(address: LogAddress, side: LogSide): Promise<LogEnd> {
  const database = await reachDatabase({
    ...readConfig(process.env),
    databaseUrl: address.engine === 'embedded' ? undefined : address.url,
  });
  try {
    const log = await openUnderLock(database.url, side);
    const close = async (): Promise<void> => {
      await log.close();
      await database.close();
    };
    return { store: log.store, keyUrl: database.url, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openUnderLock(url: string, side: LogSide): Promise<Omit<LogEnd, 'keyUrl'>> {
  const lock = await takeSessionLock(url, { name: 'book', mode: LOCK_MODES[side] });
  if (lock === undefined) throw new Error(IN_THE_WAY[side]);
  try {
    if (side === 'source') await assertLogIsThere(url);
    const store = await openPostgresEventStore({ connectionString: url, onNotice });
    const close = async (): Promise<void> => {
      await store.close();
      await lock.release();
    };
    return { store, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** To open a log is to make it where there is none: not in a database named by mistake. */
async function assertLogIsThere(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ isThere: boolean }>(
      'select to_regclass($1) is not null as "isThere"',
      [EVENT_LOG_TABLE],
    );
    if (rows[0]?.isThere !== true) throw new Error('there is no book in the source');
  } finally {
    await client.end();
  }
}

function onNotice(text: string, cause: unknown): void {
  const reason = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(`${text}: ${reason}\n`);
}
