import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, stat, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { DatabaseStartError, codeOf, reasonOf } from '../errors';
import { SERVER_DATABASE, SERVER_ROLE, type ServerPlace, ensureCluster } from './cluster';
import { diskFullReason } from './disk';
import { type Postmaster, disownStaleLockFile, findPostmaster, isServing } from './postmaster';
import { serverEnvironment } from './run-as';

/** A server that answers; it lives on when we end, until `stopServer`. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
}

const POLL_MS = 20;
/** Recovery after a crash reads up to a gigabyte of log. */
const START_TIMEOUT_MS = 120_000;
const MAX_LOG_BYTES = 1024 * 1024;

/** `cannot_connect_now`: starting up, in recovery, or shutting down. */
const TRANSIENT_CODES = ['57P03', 'ECONNREFUSED', 'ECONNRESET'];
/** A rival's server, its last backends, or a port that was taken since we looked: look again. */
const TRANSIENT_EXIT =
  /lock file .* already exists|shared memory block|could not (bind|create any)/;

/**
 * The place's server: the one that runs, whoever started it, else a new one. Rivals that start at
 * the same time end up with the same server.
 * @throws DatabaseStartError
 */
export async function ensureServer(place: ServerPlace): Promise<RunningServer> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const password = await ensureCluster(place);
    const postmaster = (await findPostmaster(place.clusterDir)) ?? (await launch(place));
    if (postmaster !== undefined) {
      const server = await tryConnect(place, { ...postmaster, password });
      if (server !== undefined) return server;
    }
    await pause(POLL_MS);
  }
  throw new DatabaseStartError(
    `the database did not come up in ${START_TIMEOUT_MS / 1000} s; see ${place.logFile}`,
  );
}

/**
 * Ends the server by a fast shutdown; one that takes longer than the bound recovers at its next
 * start.
 */
export async function stopServer(
  server: RunningServer,
  clusterDir: string,
  fastShutdownMs: number,
): Promise<void> {
  const deadline = Date.now() + fastShutdownMs;
  let signal: NodeJS.Signals | undefined = 'SIGINT';
  while (await isServing(server.pid, clusterDir)) {
    if (signal !== undefined) sendSignal(server.pid, signal);
    signal = undefined;
    await pause(POLL_MS);
    if (Date.now() > deadline) signal = 'SIGQUIT';
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

async function launch(place: ServerPlace): Promise<Postmaster | undefined> {
  await disownStaleLockFile(place.clusterDir);
  const port = place.port ?? (await freePort());
  const log = await openLog(place);
  const child = spawn(place.binaries.postgres, serverArguments(place, port), {
    ...place.account,
    cwd: '/',
    env: serverEnvironment(),
    detached: true, // A process group of its own: Ctrl-C reaches us alone, and we end it in order.
    stdio: ['ignore', log.handle.fd, log.handle.fd],
  });
  const ended = once(child, 'exit').catch((error: unknown) => [reasonOf(error)]);
  child.unref();
  await log.handle.close();
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const postmaster = await findPostmaster(place.clusterDir);
    if (postmaster !== undefined) return postmaster;
    await pause(POLL_MS);
  }
  await ended;
  return judgeExit(place, child, (await readFile(place.logFile)).subarray(log.offset).toString());
}

async function judgeExit(
  place: ServerPlace,
  child: ChildProcess,
  output: string,
): Promise<undefined> {
  if (TRANSIENT_EXIT.test(output)) return undefined;
  const full = await diskFullReason(place.dataDir);
  const said = /(?:FATAL|PANIC):\s+(.*)/.exec(output)?.[1];
  const reason = said ?? `it ended with ${child.signalCode ?? `code ${child.exitCode}`}`;
  throw new DatabaseStartError(
    full ?? `the database does not start: ${reason}; see ${place.logFile}`,
  );
}

function serverArguments(place: ServerPlace, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    // A socket's path may hold 107 bytes; a data directory's may be longer.
    unix_socket_directories: '',
    max_connections: '200',
    log_min_messages: 'log', // A refused statement is its client's to report.
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(place.isDurable ? { fsync: 'on' } : { fsync: 'off', full_page_writes: 'off' }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', place.clusterDir, '-p', String(port), ...options];
}

async function openLog(place: ServerPlace) {
  const handle = await open(place.logFile, 'a', 0o600);
  if (place.account !== undefined) await handle.chown(place.account.uid, place.account.gid);
  if ((await stat(place.logFile)).size > MAX_LOG_BYTES) await truncate(place.logFile);
  return { handle, offset: (await stat(place.logFile)).size };
}

async function tryConnect(
  place: ServerPlace,
  at: Postmaster & { readonly password: string },
): Promise<RunningServer | undefined> {
  const url = `postgres://${SERVER_ROLE}:${at.password}@127.0.0.1:${at.port}/${SERVER_DATABASE}`;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return { url, pid: at.pid };
  } catch (error) {
    const isTransient = TRANSIENT_CODES.includes(codeOf(error) ?? 'ECONNRESET');
    if (isTransient) return undefined;
    throw new DatabaseStartError(`${place.clusterDir} refuses us: ${reasonOf(error)}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
