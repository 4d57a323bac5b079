import {
  AlreadyRunning,
  assertReachable,
  startEmbeddedDatabase,
  takeSessionLock,
} from '@chargebook/database';
import { Client } from 'pg';

import { dataDirectoryOf } from '../../api/src/book-database';
import { type Config } from '../../api/src/config';

export interface ReachedDatabase {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Says what an interruption tells from now on of the book, and of what is to be done. */
export type WhenInterrupted = (advice: string) => void;

type BookWork<Result> = (client: Client, whenInterrupted: WhenInterrupted) => Promise<Result>;

/**
 * Works on the book of the service's own environment, and starts the embedded database for as long
 * when no service runs it. `shared` goes beside a running service, `alone` refuses one.
 */
export async function withBook<Result>(
  { config, mode }: { readonly config: Config; readonly mode: 'alone' | 'shared' },
  work: BookWork<Result>,
): Promise<Result> {
  const database = await reachDatabase(config);
  try {
    return await underLock(database.url, mode, work);
  } finally {
    await database.close();
  }
}

/** The database of the config, and the embedded one is started where no service runs it. */
export async function reachDatabase(config: Config): Promise<ReachedDatabase> {
  const close = (): Promise<void> => Promise.resolve();
  if (config.databaseUrl !== undefined) {
    await assertReachable(config.databaseUrl);
    return { url: config.databaseUrl, close };
  }
  const { dataDir, notice } = await dataDirectoryOf(config);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  try {
    const database = await startEmbeddedDatabase({ dataDir });
    return { url: database.url, close: () => database.close() };
  } catch (error) {
    if (error instanceof AlreadyRunning) return { url: error.url, close };
    throw error;
  }
}

async function underLock<Result>(
  url: string,
  mode: 'alone' | 'shared',
  work: BookWork<Result>,
): Promise<Result> {
  const lock = await takeSessionLock(url, { name: 'book', mode });
  if (lock === undefined) {
    const who = mode === 'alone' ? 'a service or a backup' : 'a restore';
    throw new Error(`${who} is at work on this book: nothing was changed; try again without it`);
  }
  const client = new Client({ connectionString: url, application_name: 'chargebook tool' });
  // What breaks the connection also rejects the query under way.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { interrupted, whenInterrupted } = interruption();
    return await Promise.race([work(client, whenInterrupted), interrupted]);
  } finally {
    await client.end().catch(() => undefined);
    await lock.release();
  }
}

/** A signal ends the work in order: what was open is rolled back, what was started is stopped. */
function interruption() {
  let advice = 'nothing was changed';
  const interrupted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(new Error(`interrupted: ${advice}`));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
  const whenInterrupted: WhenInterrupted = (said) => {
    advice = said;
  };
  return { interrupted, whenInterrupted };
}
