import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { type PolicyStatus } from '@chargebook/policies';

export interface StartedProcess {
  readonly host: string;
  readonly port: number;
  /** Most memory that it ever held, in MiB; undefined where the system does not tell. */
  peakMemoryMib(): number | undefined;
  stop(): Promise<void>;
}

export interface ProcessStart {
  readonly environment: Readonly<Record<string, string>>;
  /** Where its output is written. */
  readonly folder: string;
}

const POLL_MS = 50;
const LONGEST_FILL_MS = 30 * 60 * 1_000;

/** Starts a compiled entry that prints where it listens, and waits until it is ready. */
export async function startProcess(
  entry: string,
  { environment, folder }: ProcessStart,
): Promise<StartedProcess> {
  const logFile = join(folder, `${basename(entry)}.log`);
  const log = await open(logFile, 'w');
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await exited;
  };
  const isRunning = (): boolean => child.exitCode === null;
  try {
    const address = new URL(await addressIn(logFile, isRunning));
    await untilReady(address, isRunning);
    const peakMemoryMib = (): number | undefined => peakMemoryOf(child.pid);
    return { host: address.hostname, port: Number(address.port), peakMemoryMib, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addressIn(logFile: string, isRunning: () => boolean): Promise<string> {
  for (;;) {
    const text = await readFile(logFile, 'utf8');
    const address = /is at (http:\S+)/.exec(text)?.[1];
    if (address !== undefined) return address;
    if (!isRunning()) throw new Error(`a process of the benchmark ended: ${text.slice(-500)}`);
    await pause(POLL_MS);
  }
}

async function untilReady(address: URL, isRunning: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + LONGEST_FILL_MS;
  while (performance.now() < deadlineMs && isRunning()) {
    const answer = await fetch(new URL('/health/ready', address));
    const { policies = [] } = (await answer.json()) as { policies?: readonly PolicyStatus[] };
    if (answer.status === 200 && policies.every(isAtRest)) return;
    await pause(POLL_MS);
  }
  throw new Error('a process of the benchmark did not become ready');
}

/** A service is ready before its policies have read the log, which takes time from all else. */
function isAtRest({ lagMs, pendingCount }: PolicyStatus): boolean {
  return lagMs === 0 && pendingCount === 0;
}

function peakMemoryOf(processId: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'utf8');
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1_024;
  } catch {
    return undefined; // Only Linux tells.
  }
}
