import { randomUUID } from 'node:crypto';

import { type ClientBase } from 'pg';

import { type StoreIdentity } from '../event-store.port';
import { IDENTITY_STREAM } from '../system-streams';
import { EVENT_LOG_TABLE, lockLog } from './log-schema';

export interface IncarnationOptions {
  /** Highest incarnation that was ever in use elsewhere, as in the book that is replaced. */
  readonly above: number;
}

interface IdentityRow {
  readonly id: string;
  readonly incarnations: number;
}

const IDENTITY = `
  select log.id, (select max(one.revision) + 1 from ${EVENT_LOG_TABLE} one
    where one.stream = '${IDENTITY_STREAM}')::int as incarnations
  from ${EVENT_LOG_TABLE} log where log.stream = '${IDENTITY_STREAM}' and log.revision = 0`;

const BEGIN_INCARNATION = `
  insert into ${EVENT_LOG_TABLE}
    (position, revision, id, incarnation, stream, type, data, metadata)
  select coalesce(max(log.position), 0) + 1, $1::int - 1, $2, $1::int, '${IDENTITY_STREAM}', $3,
    json_build_object('incarnation', $1::int), json_build_object('recordedAt', $4::text)
  from ${EVENT_LOG_TABLE} log`;

/** The store's identity, made with the first event of the log. Call it inside a transaction. */
export async function ensureIdentity(client: ClientBase): Promise<StoreIdentity> {
  await lockLog(client);
  const found = await readIdentity(client);
  if (found !== undefined) return found;
  await beginIncarnation(client, { incarnation: 1, type: 'StoreCreated' });
  return identityOf(client);
}

/**
 * Begins a new incarnation of a log that was restored: tokens and checkpoints that stand behind it
 * are refused from then on. Call it inside the transaction that restored the rows, before any
 * engine opens the log. The number rises above `above` too: a log that was restored twice from
 * different backups must not use one number twice.
 */
export async function appendIncarnation(
  client: ClientBase,
  options: IncarnationOptions = { above: 0 },
): Promise<StoreIdentity> {
  await lockLog(client);
  const { incarnation: present } = await identityOf(client);
  const next = Math.max(present, options.above) + 1;
  for (let incarnation = present + 1; incarnation <= next; incarnation += 1) {
    await beginIncarnation(client, { incarnation, type: 'StoreRestored' });
  }
  return identityOf(client);
}

async function identityOf(client: ClientBase): Promise<StoreIdentity> {
  const found = await readIdentity(client);
  if (found === undefined) throw new Error('the event log has no identity: nothing was restored');
  return found;
}

async function readIdentity(client: ClientBase): Promise<StoreIdentity | undefined> {
  const { rows } = await client.query<IdentityRow>(IDENTITY);
  const [row] = rows;
  return row && { storeId: row.id, incarnation: row.incarnations };
}

async function beginIncarnation(
  client: ClientBase,
  begun: { readonly incarnation: number; readonly type: string },
): Promise<void> {
  const recordedAt = new Date().toISOString();
  await client.query(BEGIN_INCARNATION, [begun.incarnation, randomUUID(), begun.type, recordedAt]);
}
