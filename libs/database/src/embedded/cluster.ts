import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DatabaseStartError, codeOf, reasonOf } from '../errors';
import { type Binaries } from './binaries';
import { diskFullReason } from './disk';
import { type RunAs, runAs } from './run-as';

/** Where a server lives and as whom. */
export interface ServerPlace {
  readonly dataDir: string;
  /** The PostgreSQL data directory, 0700 of the account: `dataDir/postgres`. */
  readonly clusterDir: string;
  readonly logFile: string;
  readonly account: RunAs;
  readonly binaries: Binaries;
  /** False for the servers of tests alone: nothing survives a power cut. */
  readonly isDurable: boolean;
  /** Where a server that is started is to listen; any free port when not said. */
  readonly port?: number;
}

/** The one role and the one database of an embedded server. */
export const SERVER_ROLE = 'chargebook';
export const SERVER_DATABASE = 'postgres';

const PASSWORD_FILE = 'chargebook.password';

/**
 * Makes the cluster where there is none, and answers the role's password.
 * @throws DatabaseStartError when what is there is not ours, or of another major version
 */
export async function ensureCluster(place: ServerPlace): Promise<string> {
  if (!(await exists(place.clusterDir))) await makeCluster(place);
  await refuseForeign(place);
  return readFile(join(place.clusterDir, PASSWORD_FILE), 'utf8');
}

async function refuseForeign(place: ServerPlace): Promise<void> {
  const version = await readInCluster(place, 'PG_VERSION');
  if (version === undefined || (await readInCluster(place, PASSWORD_FILE)) === undefined) {
    throw new DatabaseStartError(
      `${place.clusterDir} was not made by Chargebook: nothing was changed; ` +
        'choose another DATA_DIR',
    );
  }
  if (Number(version) !== place.binaries.majorVersion) {
    throw new DatabaseStartError(
      `${place.clusterDir} is of PostgreSQL ${version.trim()}, this is PostgreSQL ` +
        `${place.binaries.majorVersion}: nothing was changed`,
    );
  }
}

async function readInCluster(place: ServerPlace, file: string): Promise<string | undefined> {
  try {
    return await readFile(join(place.clusterDir, file), 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'EACCES') return undefined;
    const { uid } = await stat(place.clusterDir);
    throw new DatabaseStartError(
      `${place.clusterDir} belongs to another account (uid ${uid}): start as that one, or as root`,
    );
  }
}

/**
 * Made aside and renamed into place, so that a crash or a rival half-way leaves no half cluster.
 */
async function makeCluster(place: ServerPlace): Promise<void> {
  const aside = await mkdtemp(`${place.clusterDir}.new-`);
  try {
    await initialise(place, aside);
    await rename(join(aside, 'cluster'), place.clusterDir);
    await syncDirectory(place.dataDir);
  } catch (error) {
    const isRivalFirst = codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST';
    if (!isRivalFirst) throw await initialisationError(place, error);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function initialise(place: ServerPlace, aside: string): Promise<void> {
  const { account, binaries, isDurable } = place;
  const passwordFile = join(aside, 'password');
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (account !== undefined) {
    await chown(aside, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const cluster = join(aside, 'cluster');
  // The collation is built in: one order of texts on every machine.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--auth=scram-sha-256', `--username=${SERVER_ROLE}`, `--pwfile=${passwordFile}`];
  const settings = [...locale, ...access, '--encoding=UTF8', '--no-instructions'];
  const haste = isDurable ? [] : ['--no-sync'];
  await runAs(account, binaries.initdb, ['-D', cluster, ...settings, ...haste]);
  await rename(passwordFile, join(cluster, PASSWORD_FILE));
}

async function initialisationError(place: ServerPlace, error: unknown): Promise<Error> {
  const full = await diskFullReason(place.dataDir);
  return new DatabaseStartError(full ?? `the database cannot be made: ${reasonOf(error)}`, {
    cause: error,
  });
}

/** The rename is durable only once the folder that holds the name is. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
