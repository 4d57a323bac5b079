import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ensureServer, packagedDirectory, preparePlace } from '@chargebook/database';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** On a server with fsync; the default server's data may vanish with the machine. */
  readonly durable?: boolean;
}

/**
 * Advisory locks of the test server: users share the first, its caretaker takes it alone to end it.
 */
export const SERVER_IN_USE_LOCK = 7_001;
export const CARETAKER_LOCK = 7_002;

const POLL_MS = 20;

/**
 * A fresh, empty database on one PostgreSQL server that all test processes of this account and
 * checkout share. The first one starts it; a caretaker process ends it once nobody used it for a
 * while.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { admin, url } = await joinServer(options.durable ?? false);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await admin.query(`create database ${name} template template0`);
  return {
    url: withDatabase(url, name),
    drop: async () => {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** The session that comes back holds the server up until it ends. */
async function joinServer(isDurable: boolean): Promise<{ admin: Client; url: string }> {
  const place = await preparePlace({ dataDir: await serverDirectory(isDurable), isDurable });
  for (;;) {
    const server = await ensureServer(place);
    const admin = await connectUnlessEnding(server.url);
    if (admin !== undefined) {
      await ensureCaretaker(admin, { url: server.url, pid: server.pid, dataDir: place.dataDir });
      return { admin, url: server.url };
    }
    await pause(POLL_MS);
  }
}

async function connectUnlessEnding(url: string): Promise<Client | undefined> {
  const client = new Client({ connectionString: url, application_name: 'test database' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (await tryLock(client, 'pg_try_advisory_lock_shared', SERVER_IN_USE_LOCK)) return client;
  } catch {
    // The caretaker ended the server between our look and our call: the next look starts a new one.
  }
  await client.end().catch(() => undefined);
  return undefined;
}

async function ensureCaretaker(
  admin: Client,
  server: { readonly url: string; readonly pid: number; readonly dataDir: string },
): Promise<void> {
  if (!(await tryLock(admin, 'pg_try_advisory_lock', CARETAKER_LOCK))) return;
  await admin.query('select pg_advisory_unlock($1)', [CARETAKER_LOCK]);
  const script = join(__dirname, 'test-server-caretaker.js');
  spawn(process.execPath, [script, JSON.stringify(server)], {
    cwd: join(__dirname, '..', '..'),
    detached: true,
    stdio: 'ignore',
  }).unref();
}

async function tryLock(client: Client, lock: string, key: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`select ${lock}($1) as taken`, [key]);
  return rows[0]?.taken ?? false;
}

/** Named by account and checkout: a server must not outlive the checkout whose programs it runs. */
async function serverDirectory(isDurable: boolean): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const checkout = createHash('sha256').update(packagedDirectory()).digest('hex').slice(0, 8);
  const kind = isDurable ? 'durable' : 'fast';
  const directory = join(tmpdir(), `chargebook-test-${kind}-${uid}-${checkout}`);
  await mkdir(directory, { recursive: true, mode: 0o711 });
  const { uid: owner } = await lstat(directory);
  if (owner !== uid) throw new Error(`${directory} belongs to uid ${owner}: remove it`);
  return directory;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
