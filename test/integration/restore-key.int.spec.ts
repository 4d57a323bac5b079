import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { loadBookKey, openPool, writeArchive } from '@chargebook/database';
import { openEventStoreDb } from '@chargebook/event-store';
import { type EventStoreDbDouble, startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { backUpKey, restoreKey } from '../../apps/tools/book/eventstoredb-book';
import { KEY_TABLE } from '../../apps/tools/book/tables';
import { eventually } from '../support/eventually';
import { onDatabase } from '../support/on-database';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const ROOT = resolve(__dirname, '..', '..');

jest.setTimeout(60_000);

let folder: string;
let path: string;
let double: EventStoreDbDouble;
let database: TestDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chargebook-key-'));
  await chmod(folder, 0o755);
  path = join(folder, 'key.backup');
  double = await startEventStoreDbDouble();
  database = await createTestDatabase();
  await incarnation();
  await bookKey();
});
afterEach(async () => {
  await double.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Of the log, which is named by the first who asks. */
async function incarnation(): Promise<number> {
  const store = await openEventStoreDb({ connectionString: double.connectionString });
  await store.close();
  return store.identity.incarnation;
}

async function bookKey(): Promise<string> {
  const options = { applicationName: 'spec', maxConnections: 1, statementTimeoutMs: 0 };
  const pool = openPool({ url: database.url, ...options });
  const key = await loadBookKey(pool);
  await pool.end();
  return key.toString('hex');
}

const logUrl = () => double.connectionString;
const backUp = () =>
  onDatabase(database.url, (client) => backUpKey(client, { path, logUrl: logUrl() }));
const restore = () =>
  onDatabase(database.url, (client) =>
    restoreKey(client, { path, logUrl: logUrl(), mayReplace: true }),
  );

async function spoilKey(): Promise<void> {
  await onDatabase(database.url, (client) => client.query(`delete from ${KEY_TABLE.name}`));
  await bookKey();
}

it('puts the key back, and the log goes on in a new incarnation', async () => {
  const before = await bookKey();
  await backUp();
  await spoilKey();
  expect(await bookKey()).not.toBe(before);
  expect(await restore()).toMatch(/^Restored key and people .* goes on in incarnation 2$/);
  expect(await bookKey()).toBe(before);
  expect(await incarnation()).toBe(2);
});

it('refuses in one line a backup that says no incarnation', async () => {
  const store = await openEventStoreDb({ connectionString: logUrl() });
  const { storeId } = store.identity;
  const about = { storeId, incarnation: 'two', position: await store.head() };
  await store.close();
  await onDatabase(database.url, (client) =>
    writeArchive(client, path, { about, tables: [KEY_TABLE] }),
  );
  await expect(restore()).rejects.toThrow(
    /^the backup .* does not say in which incarnation its log was: nothing was changed$/,
  );
  expect(await incarnation()).toBe(1);
});

it('says what may have been done when it is interrupted between its two places', async () => {
  await backUp();
  await double.inject({ kind: 'silence-after-commit', on: ['batch-append'] });
  const runTypescript = join(ROOT, 'test', 'support', 'run-typescript.js');
  const script = join(ROOT, 'apps', 'tools', 'restore.ts');
  const child = spawn(process.execPath, ['-r', runTypescript, script, path, '--replace'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      EVENT_STORE: 'eventstoredb',
      EVENTSTORE_URL: logUrl(),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const closed = once(child, 'close');
  // Its append stands, and it waits for the answer, or asks again.
  await eventually(async () => expect(await incarnation()).toBeGreaterThan(1), 30_000);
  child.kill('SIGINT');
  await closed;
  expect(child.exitCode).toBe(1);
  expect(output.trim().split('\n').at(-1)).toBe(
    'interrupted: the log may be in a new incarnation, without this key: run this again',
  );
  await double.heal();
  expect(await restore()).toMatch(/goes on in incarnation \d+$/);
});
