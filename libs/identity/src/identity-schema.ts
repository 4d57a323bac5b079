import { randomBytes } from 'node:crypto';

import { inTransaction, schemaLock } from '@chargebook/database';
import { type ClientBase, type Pool } from 'pg';

/** Any number that nothing else locks by. */
const IDENTITY_LOCK = 7_266_101_109;

const KEY_BYTES = 32;

export const PERSON_TABLE = 'identity.person';

/**
 * The tables that a backup carries. Sessions, links, delays and the key of sessions are left out: a
 * restored book must not bring back what was ended since.
 */
export const KEPT_IDENTITY_TABLES = [{ name: PERSON_TABLE, orderBy: 'user_id' }] as const;

const TABLES = `
  create schema if not exists identity;
  create table if not exists ${PERSON_TABLE} (
    user_id uuid primary key,
    email text not null,
    email_key text collate "C" not null unique,
    name text not null,
    password text,
    issuer text,
    subject text,
    is_first_administrator boolean not null default false,
    details_version integer not null,
    unique (issuer, subject)
  );
  create table if not exists identity.link (
    link_id uuid primary key,
    user_id uuid not null references ${PERSON_TABLE} on delete cascade,
    secret_hash bytea not null unique,
    purpose text not null,
    expires_at timestamptz not null
  );
  create index if not exists link_by_user on identity.link (user_id);
  create table if not exists identity.session (
    session_id uuid primary key,
    user_id uuid not null references ${PERSON_TABLE} on delete cascade,
    secret_hash bytea not null,
    previous_hash bytea,
    rotated_at timestamptz not null,
    expires_at timestamptz not null,
    ends_at timestamptz not null
  );
  create index if not exists session_by_user on identity.session (user_id, rotated_at);
  create index if not exists session_by_end on identity.session (expires_at);
  create table if not exists identity.sign_in_delay (
    key bytea primary key,
    failures integer not null,
    blocked_until timestamptz not null,
    forgotten_at timestamptz not null
  );
  create index if not exists sign_in_delay_by_end on identity.sign_in_delay (forgotten_at);
  create table if not exists identity.session_key (
    only_row boolean primary key default true check (only_row),
    key bytea not null check (octet_length(key) = ${KEY_BYTES})
  )`;

/** Makes what of the schema is missing. Call it inside a transaction. */
export async function createIdentityTables(client: ClientBase): Promise<void> {
  await client.query(schemaLock(IDENTITY_LOCK));
  await client.query(TABLES);
}

/** Takes all of it away, so that a restore begins with nothing. Call it inside a transaction. */
export async function dropIdentityTables(client: ClientBase): Promise<void> {
  await client.query('drop schema if exists identity cascade');
}

/**
 * The key that sessions are signed with: 32 bytes, the same for all processes of the book. The
 * first process makes the tables and the key.
 */
export function loadSessionKey(pool: Pool): Promise<Buffer> {
  return inTransaction(pool, async (client) => {
    await createIdentityTables(client);
    await client.query(
      'insert into identity.session_key (key) values ($1) on conflict do nothing',
      [randomBytes(KEY_BYTES)],
    );
    const { rows } = await client.query<{ key: Buffer }>('select key from identity.session_key');
    const [row] = rows;
    if (row === undefined) throw new Error('the table session_key holds no key');
    return row.key;
  });
}
