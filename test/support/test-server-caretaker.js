// Ends the test server once nobody has used it for a while, and removes its data. A process of its
// own and in plain JavaScript, because it outlives the test run that started it.
const { mkdtempSync, readFileSync, renameSync, rmSync } = require('node:fs');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { Client } = require('pg');

const IN_USE_LOCK = 7001;
const CARETAKER_LOCK = 7002;
const POLL_MS = 5_000;
const IDLE_POLLS = 24;

async function main() {
  const server = JSON.parse(process.argv[2]);
  const client = new Client({ connectionString: server.url, application_name: 'caretaker' });
  // The server has ended in another way: nothing is left to do.
  client.on('error', () => process.exit(0));
  await client.connect();
  if (!(await tryLock(client, CARETAKER_LOCK))) return client.end();
  for (let idlePolls = 0; idlePolls < IDLE_POLLS;) {
    await pause(POLL_MS);
    const isIdle = await tryLock(client, IN_USE_LOCK);
    idlePolls = isIdle ? idlePolls + 1 : 0;
    const isLast = idlePolls === IDLE_POLLS;
    if (isIdle && !isLast) await client.query('select pg_advisory_unlock($1)', [IN_USE_LOCK]);
  }
  await endServer(client, server);
}

/** The data is moved away first: whoever comes next makes a new server beside the dying one. */
async function endServer(client, { dataDir, pid }) {
  const grave = mkdtempSync(path.join(dataDir, 'ended-'));
  renameSync(path.join(dataDir, 'postgres'), path.join(grave, 'postgres'));
  client.removeAllListeners('error').on('error', () => undefined);
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await pause(50);
  rmSync(grave, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code !== 'ESRCH' && error.code !== 'ENOENT';
  }
}

async function tryLock(client, key) {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [key]);
  return rows[0].taken;
}

main().catch(() => process.exit(0));
