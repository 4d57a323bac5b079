import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { takeSessionLock } from '@chargebook/database';

import { eventually } from './eventually';
import { createTestDatabase } from './test-database';

const ROOT = resolve(__dirname, '..', '..');
const BUILD_WITHIN_MS = 180_000;

let built: Promise<void> | undefined;

/**
 * Compiles the checkout. Of suites that run side by side one does it, the others wait for its
 * build.
 */
export function buildOnce(): Promise<void> {
  return (built ??= buildUnderLock());
}

/** The lock is a session's of the test server: whoever dies lets it go. */
async function buildUnderLock(): Promise<void> {
  const database = await createTestDatabase();
  const server = new URL(database.url);
  server.pathname = '/postgres';
  const lock = await eventually(() => lockOf(server.href), BUILD_WITHIN_MS);
  try {
    await promisify(execFile)(process.execPath, ['apps/tools/build.js'], { cwd: ROOT });
  } finally {
    await lock.release();
    await database.drop();
  }
}

async function lockOf(url: string) {
  const lock = await takeSessionLock(url, { name: 'embedded', mode: 'alone' });
  if (lock === undefined) throw new Error('another suite is building');
  return lock;
}
