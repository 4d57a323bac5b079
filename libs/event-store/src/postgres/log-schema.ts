import { type ClientBase } from 'pg';

import { APPEND_FUNCTION, LOG_LOCK } from './append-function';

export const EVENT_LOG_TABLE = 'public.event_log';

/** `json`, never `jsonb`, gives back the exact text; `incarnation` makes a token of a row alone. */
const TABLE = `
  create table if not exists ${EVENT_LOG_TABLE} (
    position bigint primary key,
    revision bigint not null,
    id uuid not null,
    incarnation smallint not null,
    stream text collate "C" not null,
    type text not null,
    data json not null,
    metadata json not null,
    unique (stream, revision)
  )`;

/** Always enabled: a session in the role of a replica does not get round it. */
const REFUSAL = `
  create or replace function public.event_log_refuse() returns trigger language plpgsql as $body$
  begin
    raise exception 'the event log is append-only: % is refused', tg_op
      using errcode = 'restrict_violation';
  end
  $body$;
  create or replace trigger event_log_is_append_only
    before update or delete or truncate on ${EVENT_LOG_TABLE}
    for each statement execute function public.event_log_refuse();
  alter table ${EVENT_LOG_TABLE} enable always trigger event_log_is_append_only`;

/**
 * Makes what of the log's schema is missing. Call it inside a transaction: its lock lasts as long,
 * so that processes that start at the same time do this one after another.
 */
export async function createEventLog(client: ClientBase): Promise<void> {
  await lockLog(client);
  await client.query(TABLE);
  await client.query(REFUSAL);
  await client.query(APPEND_FUNCTION);
}

export async function lockLog(client: ClientBase): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${LOG_LOCK})`);
}
