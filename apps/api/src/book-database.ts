import { ensureServer, preparePlace, stopServer } from '@chargebook/database';

import { type Config } from './config';

const FAST_SHUTDOWN_MS = 3_000;

/** The database that holds the book. */
export interface BookDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/** Somebody else's database where one is named, else the embedded one, which ends with us. */
export async function openBookDatabase(config: Config): Promise<BookDatabase> {
  if (config.databaseUrl !== undefined) {
    return { url: config.databaseUrl, close: () => Promise.resolve() };
  }
  const place = await preparePlace({ dataDir: config.dataDir, isDurable: true });
  const server = await ensureServer(place);
  return { url: server.url, close: () => stopServer(server, place.clusterDir, FAST_SHUTDOWN_MS) };
}
