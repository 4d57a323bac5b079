import {
  assertReachable,
  chooseDataDirectory,
  type DataDirectory,
  keepLock,
  type KeptLock,
  startEmbeddedDatabase,
} from '@chargebook/database';

import { type Config } from './config';

/** The database that holds the book, ours until `close`. */
export interface BookDatabase {
  /** With the password: never to be printed. */
  readonly url: string;
  /** Resolves with the reason when it is no longer ours: the process cannot go on. */
  readonly lost: Promise<Error>;
  close(): Promise<void>;
}

/** Where the process keeps what is its own: the embedded database and the token key. */
export async function dataDirectoryOf(config: Config): Promise<DataDirectory> {
  const { dataDir, isDataDirGiven: isGiven } = config;
  // Somebody else's database leaves the token key here, which PostgreSQL need not reach.
  if (config.databaseUrl !== undefined) return { dataDir };
  return chooseDataDirectory({ dataDir, isGiven });
}

/**
 * Somebody else's database where one is named, else the embedded one, which ends with us.
 * @throws AlreadyRunning, DatabaseStartError, DatabaseUnreachable, each with one line
 */
export async function openBookDatabase(
  databaseUrl: string | undefined,
  dataDir: string,
): Promise<BookDatabase> {
  if (databaseUrl === undefined) return openEmbedded(dataDir);
  await assertReachable(databaseUrl);
  const hold = await holdBook(databaseUrl);
  return { url: databaseUrl, lost: hold.lost, close: () => hold.release() };
}

async function openEmbedded(dataDir: string): Promise<BookDatabase> {
  const database = await startEmbeddedDatabase({ dataDir });
  const hold = await holdBook(database.url).catch(async (error: unknown): Promise<KeptLock> => {
    await database.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await hold.release();
    await database.close();
  };
  return { url: database.url, lost: Promise.race([database.lost, hold.lost]), close };
}

/** While it is held, nobody restores the book under the process's feet. */
async function holdBook(url: string): Promise<KeptLock> {
  const lock = await keepLock({ url, name: 'book', mode: 'shared' });
  if (lock !== undefined) return lock;
  throw new Error('a restore of this book is under way: start again when it is done');
}
