import { type ClientBase } from 'pg';

import { type KnownThing, type NotedEvent } from './bond-fold';
import {
  type Dependent,
  type DependentNote,
  type Note,
  type Reaction,
  type ThingNote,
} from './policy';

interface ThingRow extends KnownThing {
  readonly id: string;
}

interface DependentRow extends Dependent {
  readonly id: string;
}

/** So many dependents of things are held at a time: a group may have any number of chargers. */
const DEPENDENTS_AT_ONCE = 200;

/** What the policy remembers of the things that dependents come to rest on. */
export async function loadThings(
  client: ClientBase,
  policy: string,
  noted: readonly NotedEvent[],
): Promise<ReadonlyMap<string, KnownThing>> {
  const rested = notesOf(noted).flatMap((note) => (note.kind === 'dependent' ? note.on : []));
  if (rested.length === 0) return new Map();
  const { rows } = await client.query<ThingRow>(
    `select id, account_id as "accountId", is_there as "isThere" from policy.thing
      where policy = $1 and id = any($2)`,
    [policy, [...new Set(rested)]],
  );
  return new Map(rows.map(({ id, ...thing }) => [id, thing]));
}

/**
 * What the policy remembers to rest on the things of the notes, page by page and at least one page,
 * within the transaction of the client.
 */
export async function* loadDependents(
  client: ClientBase,
  policy: string,
  noted: readonly NotedEvent[],
): AsyncGenerator<Map<string, Dependent>> {
  const shaken = notesOf(noted).flatMap((note) => (note.kind === 'thing' ? [note.id] : []));
  if (shaken.length === 0) {
    yield new Map();
    return;
  }
  await client.query(
    `declare shaken no scroll cursor for
      select id, stream_id as "streamId", account_id as "accountId", things as "on"
      from policy.dependent where policy = $1 and things && $2::text[]`,
    [policy, [...new Set(shaken)]],
  );
  let isLast = false;
  while (!isLast) {
    const { rows } = await client.query<DependentRow>(`fetch ${DEPENDENTS_AT_ONCE} from shaken`);
    yield new Map(rows.map(({ id, ...dependent }) => [id, dependent]));
    isLast = rows.length < DEPENDENTS_AT_ONCE;
  }
  await client.query('close shaken');
}

/** Remembers what the notes say; of several about one, the last. */
export async function saveBonds(
  client: ClientBase,
  policy: string,
  noted: readonly NotedEvent[],
): Promise<void> {
  const things = new Map<string, ThingNote>();
  const dependents = new Map<string, DependentNote>();
  for (const note of notesOf(noted)) {
    if (note.kind === 'thing') things.set(note.id, note);
    else dependents.set(note.id, note);
  }
  const rows = [...dependents.values()];
  const kept = rows.filter(({ on }) => on.length > 0);
  const gone = rows.filter(({ on }) => on.length === 0);
  if (things.size > 0) await saveThings(client, policy, [...things.values()]);
  if (kept.length > 0) await saveDependents(client, policy, kept);
  if (gone.length > 0) await forgetDependents(client, policy, gone);
}

async function saveThings(
  client: ClientBase,
  policy: string,
  things: readonly ThingNote[],
): Promise<void> {
  await client.query(
    `insert into policy.thing select $1, t."id", t."accountId", t."isThere"
      from json_to_recordset($2) as t("id" text, "accountId" text, "isThere" boolean)
      on conflict (policy, id)
        do update set account_id = excluded.account_id, is_there = excluded.is_there`,
    [policy, JSON.stringify(things)],
  );
}

async function saveDependents(
  client: ClientBase,
  policy: string,
  dependents: readonly DependentNote[],
): Promise<void> {
  await client.query(
    `insert into policy.dependent
      select $1, t."id", t."streamId", t."accountId",
        array(select json_array_elements_text(t."on"))
      from json_to_recordset($2)
        as t("id" text, "streamId" text, "accountId" text, "on" json)
      on conflict (policy, id) do update set stream_id = excluded.stream_id,
        account_id = excluded.account_id, things = excluded.things`,
    [policy, JSON.stringify(dependents)],
  );
}

async function forgetDependents(
  client: ClientBase,
  policy: string,
  dependents: readonly DependentNote[],
): Promise<void> {
  await client.query('delete from policy.dependent where policy = $1 and id = any($2)', [
    policy,
    dependents.map(({ id }) => id),
  ]);
}

export async function saveReactions(
  client: ClientBase,
  policy: string,
  reactions: readonly Reaction[],
): Promise<void> {
  if (reactions.length === 0) return;
  await client.query(
    `insert into policy.reaction (policy, id, position, event_id, correlation_id, dependent_id,
        stream_id, account_id, thing_id)
      select $1, t."id", t."position", t."eventId", t."correlationId", t."dependentId",
        t."streamId", t."accountId", t."thingId"
      from json_to_recordset($2) as t("id" text, "position" text, "eventId" text,
        "correlationId" text, "dependentId" text, "streamId" text, "accountId" text, "thingId" text)
      on conflict (policy, id) do nothing`,
    [policy, JSON.stringify(reactions.map(({ cause, ...rest }) => ({ ...rest, ...cause })))],
  );
}

function notesOf(noted: readonly NotedEvent[]): readonly Note[] {
  return noted.flatMap(({ notes }) => notes);
}
