import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

import { DatabaseStartError } from '../errors';

const execFileAsync = promisify(execFile);

/** The unprivileged account that the server runs under. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined where the server runs as whoever we are: always, unless we are root. */
export type RunAs = ServerAccount | undefined;

/**
 * PostgreSQL refuses to run as root. A cluster that is there keeps its owner, so that a change of
 * the machine's accounts never locks us out. A new one goes to `postgres` or, where there is none,
 * to `nobody`: initdb wants an account with a name, and these two are the ones that machines have.
 */
export async function chooseAccount(clusterDir: string): Promise<RunAs> {
  if (!isRoot()) return undefined;
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await readFile('/etc/passwd', 'utf8');
  const account = accountOf(accounts, 'postgres') ?? accountOf(accounts, 'nobody');
  if (account !== undefined) return account;
  throw new DatabaseStartError(
    'PostgreSQL refuses to run as root, and this machine has neither an account "postgres" nor ' +
      '"nobody": start as an ordinary user, or set DATABASE_URL',
  );
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Runs a program to its end as the account; answers what it printed, rejects when it fails. */
export async function runAs(
  account: RunAs,
  file: string,
  args: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return execFileAsync(file, args, { ...account, cwd: '/', env: serverEnvironment() });
}

/** Messages are read by us and times are UTC, whatever the machine's own habits are. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function accountOf(passwd: string, name: string): ServerAccount | undefined {
  const line = passwd.split('\n').find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined
    ? undefined
    : { uid: Number(uid), gid: Number(gid) };
}
