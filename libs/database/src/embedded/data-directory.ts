import { createHash } from 'node:crypto';
import { access, chmod, constants, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { DatabaseStartError, codeOf, reasonOf } from '../errors';
import { type RunAs, chooseAccount, isRoot, runAs } from './run-as';

export interface DataDirectoryWish {
  /** Absolute. */
  readonly dataDir: string;
  /** False when DATA_DIR is unset and `dataDir` is the default. */
  readonly isGiven: boolean;
}

export interface DataDirectory {
  /** Absolute; exists. */
  readonly dataDir: string;
  /** A line for whoever started the process, when the place is not the one that he expects. */
  readonly notice?: string;
}

/** Where books of root go when the way to their checkout is closed to the server's account. */
const FALLBACK_ROOT = '/var/lib/chargebook';

/**
 * The data directory of an embedded database, made if need be. As root it becomes 0711, so that the
 * server's account passes through it to its cluster; where a folder above is closed to that
 * account, the default gives way to a folder under /var/lib/chargebook, named by a digest of the
 * wished path. The answer for one wish is always the same, so that every tool finds the same book
 * and keys. @throws DatabaseStartError
 */
export async function chooseDataDirectory(wish: DataDirectoryWish): Promise<DataDirectory> {
  await makeDirectory(wish.dataDir);
  await refuseCluster(wish.dataDir);
  const account = await chooseAccount(join(wish.dataDir, 'postgres'));
  if (await isPassable(wish.dataDir, account)) return { dataDir: wish.dataDir };
  if (wish.isGiven) {
    throw new DatabaseStartError(
      `PostgreSQL does not run as root, and its account (uid ${account?.uid}) may not ` +
        `pass a folder above DATA_DIR ${wish.dataDir}: choose another DATA_DIR`,
    );
  }
  const digest = createHash('sha256').update(wish.dataDir).digest('hex').slice(0, 12);
  const dataDir = join(FALLBACK_ROOT, digest);
  await makeDirectory(dataDir);
  const why = `a folder above ${wish.dataDir} is closed to PostgreSQL's account`;
  return { dataDir, notice: `The book is in ${dataDir}: ${why}` };
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    if (isRoot()) await chmod(directory, 0o711);
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const why = codeOf(cause) === 'EEXIST' ? 'it is not a folder' : reasonOf(cause);
    throw new DatabaseStartError(`the data directory ${directory} cannot be used: ${why}`, {
      cause,
    });
  }
}

async function refuseCluster(directory: string): Promise<void> {
  const version = await stat(join(directory, 'PG_VERSION')).catch(() => undefined);
  if (version === undefined) return;
  throw new DatabaseStartError(
    `${directory} is the data directory of another PostgreSQL: nothing was changed; ` +
      'choose another DATA_DIR',
  );
}

/** Asked of the system itself, by a shell of that account: permissions are more than mode bits. */
async function isPassable(directory: string, account: RunAs): Promise<boolean> {
  if (account === undefined) return true;
  return runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', directory]).then(
    () => true,
    () => false,
  );
}
