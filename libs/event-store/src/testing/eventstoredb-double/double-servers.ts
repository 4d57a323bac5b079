import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

import { type EventStoreDbServer } from '../eventstoredb-server';
import { type EventStoreDbDouble, startEventStoreDbDouble } from './start-double';

export interface DoubleServers {
  readonly server: EventStoreDbServer;
  stop(): Promise<void>;
}

/** Two doubles, as the contract suite wants servers: the second can be taken back in time. */
export async function startDoubleServers(): Promise<DoubleServers> {
  const folder = await mkdtemp(join(tmpdir(), 'eventstoredb-doubles-'));
  const [logFile, kept] = [join(folder, 'log'), join(folder, 'kept')];
  const [first, second] = await Promise.all([
    startEventStoreDbDouble(),
    startEventStoreDbDouble({ logFile }),
  ]);
  const control = (verb: 'back-up' | 'restore'): Promise<void> =>
    verb === 'back-up' ? copyFile(logFile, kept) : takeBack(second, { from: kept, to: logFile });
  return {
    server: { url: first.connectionString, second: { url: second.connectionString, control } },
    async stop() {
      await Promise.all([first.stop(), second.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

async function takeBack(
  double: EventStoreDbDouble,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await double.kill();
  await copyFile(from, to);
  await double.restart();
}
