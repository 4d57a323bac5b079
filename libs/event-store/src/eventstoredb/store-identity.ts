import { randomUUID } from 'node:crypto';

import { WrongExpectedRevision } from '../errors';
import { type NewEvent, type StoreIdentity } from '../event-store.port';
import { IDENTITY_STREAM } from '../system-streams';
import { type LogClient } from './log-client';
import { streamRead } from './wire-requests';

/** The identity, and where each incarnation began. */
export interface FoundIdentity extends StoreIdentity {
  /** Positions of the events of stream `store-identity`. */
  readonly starts: readonly bigint[];
  /** Where that stream ends. */
  readonly end: bigint;
}

type BeginningType = 'StoreCreated' | 'StoreRestored';

const RESTORED: BeginningType = 'StoreRestored';
const MAX_INCARNATIONS = 9_999;
const TIMEOUT_MS = 3_000;

/** Undefined for a log that nobody has named yet. */
export async function readIdentity(client: LogClient): Promise<FoundIdentity | undefined> {
  const slice = { stream: IDENTITY_STREAM, from: 0n, count: MAX_INCARNATIONS };
  const events = await client.page(streamRead(slice), TIMEOUT_MS);
  const [first] = events;
  if (first === undefined) return undefined;
  // What others write here begins nothing: else every process would take it for a restore.
  const begun = events.filter((event) => event === first || event.type === RESTORED);
  const starts = begun.map(({ position }) => position);
  const end = events.at(-1)?.revision ?? 0n;
  return { storeId: first.id, incarnation: begun.length, starts, end };
}

/** The store's identity, made when it has none; several processes may do so at once. */
export async function ensureIdentity(client: LogClient): Promise<FoundIdentity> {
  const found = await readIdentity(client);
  if (found !== undefined) return found;
  await beginIncarnation(client, { incarnation: 1, type: 'StoreCreated', behind: 'no-stream' });
  return ensureIdentity(client);
}

/**
 * Incarnations until the present one is above what it was and above `least`; safe to ask again,
 * for what was begun once only makes the number higher.
 */
export async function beginIncarnationAbove(
  client: LogClient,
  least: number,
): Promise<FoundIdentity> {
  const found = await readIdentity(client);
  if (found === undefined) throw new Error('the event log has no identity: nothing was restored');
  const next = found.incarnation + 1;
  await beginIncarnation(client, { incarnation: next, type: RESTORED, behind: found.end });
  if (next <= least) return beginIncarnationAbove(client, least);
  return ensureIdentity(client);
}

interface BegunIncarnation {
  readonly incarnation: number;
  readonly type: BeginningType;
  readonly behind: bigint | 'no-stream';
}

/** Whoever is second finds that another process has begun it. */
async function beginIncarnation(client: LogClient, begun: BegunIncarnation): Promise<void> {
  const event: NewEvent = {
    id: randomUUID(),
    type: begun.type,
    data: JSON.stringify({ incarnation: begun.incarnation }),
    metadata: JSON.stringify({ recordedAt: new Date().toISOString() }),
  };
  try {
    await client.append({ stream: IDENTITY_STREAM, expected: begun.behind, events: [event] });
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}
