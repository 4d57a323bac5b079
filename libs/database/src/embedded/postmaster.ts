import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { codeOf } from '../errors';

/** The server's first process, as its own lock file names it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Larger than any process id of Linux or macOS. */
const NO_PID = 2 ** 30 + 1;

/** The live postmaster of the cluster; undefined when none runs, a stale lock file or not. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  if (!pid || !port) return undefined;
  return (await isServing(pid, clusterDir)) ? { pid, port } : undefined;
}

/**
 * True while the process is a live postgres of this cluster; pids are used again, cluster paths
 * not.
 */
export async function isServing(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return isPostgresByPs(pid);
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (!/^\d+ \(postgres\) [^ZX]/.test(stat)) return false;
  const workDir = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return workDir === undefined || workDir === (await realpath(clusterDir).catch(() => clusterDir));
}

/**
 * After a crash of the machine or its container the pid in the lock file may be some other
 * process's, and PostgreSQL would refuse to start. The rest of the file stays: by it PostgreSQL
 * finds backends that outlived their postmaster.
 */
export async function disownStaleLockFile(clusterDir: string): Promise<void> {
  const path = join(clusterDir, 'postmaster.pid');
  const [pid, ...rest] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (!isProcess(Number(pid)) || (await isServing(Number(pid), clusterDir))) return;
  await writeFile(path, [String(NO_PID), ...rest].join('\n'));
}

function isProcess(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function isPostgresByPs(pid: number): Promise<boolean> {
  const answer = await promisify(execFile)('ps', ['-o', 'stat=,comm=', '-p', String(pid)]).catch(
    () => ({ stdout: '' }),
  );
  return /^[^Z].*postgres/.test(answer.stdout.trim());
}
