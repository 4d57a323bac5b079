// Follows the book's events by a persistent subscription, whose place EventStoreDB itself keeps:
// follow-persistent.mjs GROUP, and once before, follow-persistent.mjs GROUP --create CATEGORY...
// EVENTSTORE_URL is the connection string of a user in the group chargebook-readers; to create it
// takes an administrator's.
//
// Order: none is promised. Several consumers share the events, a retry comes after later events,
// and a new leader sends again what it does not know to be taken. Pinned hands the events of one
// stream to one consumer as long as it stays. Repetition: each event at least once, so handling it
// twice must be harmless. An event that fails again and again is parked, and others go on: so this
// is for work that each event asks for by itself. A table of how things are wants the other
// example, or the stream itself (client.readStream) whenever one of its events comes.
import { setTimeout as pause } from 'node:timers/promises';

import {
  EventStoreDBClient,
  PARK,
  persistentSubscriptionToAllSettingsFromDefaults,
  PINNED,
  RETRY,
  START,
  streamNameFilter,
} from '@eventstore/db-client';

const MOST_RETRIES = 5;
const PAUSE_MS = 1_000;

const [group = '', option, ...categories] = process.argv.slice(2);
if (group === '') throw new Error('GROUP is missing');
// A group of no category would be made without complaint, and be handed nothing.
if (option === '--create' && categories.length === 0) throw new Error('CATEGORY is missing');
const client = EventStoreDBClient.connectionString(process.env.EVENTSTORE_URL ?? '');
/** Highest revision seen, by stream: it tells what comes again or late. */
const seen = new Map();

/** Your work with one event. */
function handle({ type, streamId, revision, data }) {
  const last = seen.get(streamId) ?? -1n;
  const note = revision > last ? 'new' : 'again or late';
  if (revision > last) seen.set(streamId, revision);
  process.stdout.write(`${note} ${streamId} ${revision} ${type} ${JSON.stringify(data)}\n`);
}

async function create() {
  const settings = persistentSubscriptionToAllSettingsFromDefaults({
    startFrom: START,
    consumerStrategyName: PINNED,
    maxRetryCount: MOST_RETRIES,
  });
  const filter = streamNameFilter({ prefixes: categories.map((category) => `${category}-`) });
  await client.createPersistentSubscriptionToAll(group, settings, { filter });
}

async function followOnce() {
  const subscription = client.subscribeToPersistentSubscriptionToAll(group);
  for await (const resolved of subscription) {
    try {
      handle(resolved.event);
      await subscription.ack(resolved);
    } catch (error) {
      const action = resolved.retryCount < MOST_RETRIES ? RETRY : PARK;
      await subscription.nack(action, error.message, resolved);
    }
  }
}

if (option === '--create') {
  await create();
  await client.dispose();
} else {
  process.once('SIGTERM', () => process.exit(0));
  for (;;) {
    // It ends, with or without an error, whenever the leader changes.
    await followOnce().catch((error) => process.stderr.write(`it broke: ${error.message}\n`));
    await pause(PAUSE_MS);
  }
}
