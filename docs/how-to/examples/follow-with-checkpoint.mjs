// Follows the book's events in EventStoreDB, and knows after a restart how far it came:
// follow-with-checkpoint.mjs FILE [CATEGORY...]
// EVENTSTORE_URL is the connection string of a user in the group chargebook-readers.
//
// Order: that of the log, over all streams; within a stream each revision after the one before.
// Nothing is left out. Repetition: after a crash the events behind the last saved checkpoint come
// once more, in the same order. Whoever keeps the checkpoint in the transaction of his own changes
// takes each event exactly once; else handling one twice must be harmless (event.id tells it).
import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';

const CATEGORIES = ['site', 'account', 'driver', 'group', 'ratePlan'];
const LONGEST_PAUSE_MS = 10_000;

const [file = '', ...chosen] = process.argv.slice(2);
if (file === '') throw new Error('FILE is missing');
const prefixes = (chosen.length > 0 ? chosen : CATEGORIES).map((category) => `${category}-`);

/** Your work with one event. */
function handle({ type, streamId, revision, data }) {
  process.stdout.write(`${streamId} ${revision} ${type} ${JSON.stringify(data)}\n`);
}

/**
 * Both numbers belong to a position, and both exceed what a number of JSON can hold. Without a file
 * it begins; one that says nothing ends the program, for to begin anew may do harm.
 */
async function readCheckpoint() {
  try {
    const { commit, prepare } = JSON.parse(await readFile(file, 'utf8'));
    if (![commit, prepare].every((number) => /^\d+$/.test(number))) throw new Error('no position');
    return { commit: BigInt(commit), prepare: BigInt(prepare) };
  } catch (error) {
    if (error.code === 'ENOENT') return START;
    process.stderr.write(`${file} is no checkpoint (${error.message}): mend it, or take it away\n`);
    process.exit(1);
  }
}

/** Renamed, so that a crash never leaves half of it. */
async function saveCheckpoint({ commit, prepare }) {
  await writeFile(`${file}.new`, JSON.stringify({ commit: `${commit}`, prepare: `${prepare}` }));
  await rename(`${file}.new`, file);
}

async function followOnce(client, onProgress) {
  const fromPosition = await readCheckpoint();
  const filter = streamNameFilter({ prefixes });
  for await (const { event } of client.subscribeToAll({ fromPosition, filter })) {
    handle(event);
    await saveCheckpoint(event.position);
    onProgress();
  }
}

const client = EventStoreDBClient.connectionString(process.env.EVENTSTORE_URL ?? '');
process.once('SIGTERM', () => process.exit(0));
for (let failures = 0; ; failures += 1) {
  try {
    await followOnce(client, () => (failures = 0));
    process.stderr.write('the subscription ended\n');
  } catch (error) {
    process.stderr.write(`the subscription broke: ${error.message}\n`);
  }
  // An end without an error is a lost connection too. The client does not begin again by itself.
  await pause(Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS) * Math.random());
}
