import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { findBinaries } from './binaries';
import { type ServerPlace } from './cluster';
import { chooseAccount, isRoot } from './run-as';

export interface PlaceOptions {
  /** Absolute. */
  readonly dataDir: string;
  readonly isDurable: boolean;
}

/** Makes the data directory, passable for the server's account, and finds what runs in it. */
export async function preparePlace({ dataDir, isDurable }: PlaceOptions): Promise<ServerPlace> {
  await mkdir(dataDir, { recursive: true });
  if (isRoot()) await chmod(dataDir, 0o711);
  const clusterDir = join(dataDir, 'postgres');
  const account = await chooseAccount(clusterDir);
  const binaries = await findBinaries(account, dataDir);
  return {
    dataDir,
    clusterDir,
    logFile: join(dataDir, 'postgres.log'),
    account,
    binaries,
    isDurable,
  };
}
