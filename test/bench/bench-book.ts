import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chooseDataDirectory, startEmbeddedDatabase } from '@chargebook/database';
import { type EventStore } from '@chargebook/event-store';
import { signLocalToken } from '@chargebook/http';

import { openLog } from '../../apps/api/src/book-log';
import { readConfig } from '../../apps/api/src/config';
import { BareLog } from './bare-log';
import { startProcess, type StartedProcess } from './started-process';

const SERVICE = join(__dirname, '../../apps/api/src/main.js');
const BARE_HANDLER = join(__dirname, 'bare-handler-process.js');
const HOUR_SECONDS = 3_600;

/**
 * A book on an embedded database of its own, with fsync on, and its log where EVENT_STORE says. A
 * server of EventStoreDB may hold other logs: what is measured has new names.
 */
export interface BenchBook {
  readonly url: string;
  /** The yardstick of a log in EventStoreDB, undefined where it is in PostgreSQL. */
  readonly bareLog: BareLog | undefined;
  /** A bearer token of an administrator of all accounts, good for every process of the book. */
  readonly token: string;
  /** The service as it runs in production, in a process of its own, all its read models filled. */
  startService(): Promise<StartedProcess>;
  /** The yardstick: the same guard, DTO and logger, and one INSERT. */
  startBareHandler(): Promise<StartedProcess>;
  /** For what goes through the port; to be closed. */
  openStore(): Promise<EventStore>;
}

/** Makes a book under the system's folder for temporary files, and takes it away afterwards. */
export async function withBook<Result>(
  work: (book: BenchBook) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'chargebook-bench-'));
  try {
    const { dataDir } = await chooseDataDirectory({ dataDir: folder, isGiven: true });
    const database = await startEmbeddedDatabase({ dataDir });
    const { log } = readConfig(process.env);
    const bareLog = log.engine === 'eventstoredb' ? new BareLog(log.url) : undefined;
    const processes: StartedProcess[] = [];
    try {
      const started = await bookOn({ url: database.url, dataDir }, processes);
      const places = { databaseUrl: database.url, log };
      const onNotice = (text: string): void => console.error(text);
      const openStore = () => openLog(places, { onNotice });
      return await work({ ...started, bareLog, openStore });
    } finally {
      await Promise.all(processes.map((started) => started.stop()));
      await bareLog?.close();
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bookOn(
  { url, dataDir }: { readonly url: string; readonly dataDir: string },
  processes: StartedProcess[],
): Promise<Omit<BenchBook, 'bareLog' | 'openStore'>> {
  const actor = { id: 'bench', roles: { '*': ['administrator'] } } as const;
  const token = await signLocalToken(dataDir, { actor, ttlSeconds: HOUR_SECONDS });
  const environment = { DATABASE_URL: url, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info' };
  const start = async (entry: string): Promise<StartedProcess> => {
    const started = await startProcess(entry, { environment, folder: dataDir });
    processes.push(started);
    return started;
  };
  return {
    url,
    token,
    startService: () => start(SERVICE),
    startBareHandler: () => start(BARE_HANDLER),
  };
}
