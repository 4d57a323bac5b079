import { schemaLock } from '@chargebook/database';
import { type Pool } from 'pg';

/** All tables that policies keep: part of the book, and in every backup of it. */
export const POLICY_TABLES = [
  { name: 'policy.follower', orderBy: 'name' },
  { name: 'policy.thing', orderBy: 'policy, id' },
  { name: 'policy.dependent', orderBy: 'policy, id' },
  { name: 'policy.reaction', orderBy: 'policy, id' },
] as const;

const SCHEMA = `
create schema if not exists policy;
create table if not exists policy.follower (
  name text primary key,
  store_id text not null,
  position text collate "C",
  mark_position text collate "C",
  mark_event_id text
);
create table if not exists policy.thing (
  policy text not null,
  id text not null,
  account_id text,
  is_there boolean not null,
  primary key (policy, id)
);
create table if not exists policy.dependent (
  policy text not null,
  id text not null,
  stream_id text not null,
  account_id text not null,
  things text[] not null,
  primary key (policy, id)
);
create index if not exists dependent_by_thing on policy.dependent using gin (things);
create table if not exists policy.reaction (
  policy text not null,
  id text not null,
  position text collate "C" not null,
  event_id text not null,
  correlation_id text not null,
  dependent_id text not null,
  stream_id text not null,
  account_id text not null,
  thing_id text not null,
  tries integer not null default 0,
  due_at timestamptz not null default now(),
  trouble text,
  primary key (policy, id)
);
create index if not exists reaction_by_due
  on policy.reaction (policy, due_at, position, dependent_id, thing_id)`;

interface Asking {
  query(text: string): Promise<unknown>;
}

/** Made in one go, under a lock. */
export async function createPolicyTables(database: Pool | Asking): Promise<void> {
  // Statements that are sent together are one transaction.
  await database.query(`${schemaLock('chargebook.policy')};${SCHEMA}`);
}

export async function dropPolicyTables(database: Asking): Promise<void> {
  await database.query('drop schema if exists policy cascade');
}
