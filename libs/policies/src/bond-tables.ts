import { type ClientBase } from 'pg';

import { type KnownBonds, type KnownThing, type NotedEvent } from './bond-fold';
import { type Dependent, type Reaction } from './policy';

interface ThingRow extends KnownThing {
  readonly id: string;
}

interface DependentRow extends Dependent {
  readonly id: string;
}

/** What the policy remembers of all that the notes may touch. */
export async function loadBonds(
  client: ClientBase,
  policy: string,
  noted: readonly NotedEvent[],
): Promise<KnownBonds> {
  const notes = noted.flatMap((each) => each.notes);
  const rested = notes.flatMap((note) => (note.kind === 'dependent' ? note.on : []));
  const shaken = notes.flatMap((note) => (note.kind === 'thing' ? [note.id] : []));
  const things = await client.query<ThingRow>(
    `select id, account_id as "accountId", is_there as "isThere" from policy.thing
      where policy = $1 and id = any($2)`,
    [policy, [...new Set(rested)]],
  );
  const dependents = await client.query<DependentRow>(
    `select id, stream_id as "streamId", account_id as "accountId", things as "on"
      from policy.dependent where policy = $1 and things && $2::text[] order by id`,
    [policy, [...new Set(shaken)]],
  );
  return {
    things: new Map(things.rows.map(({ id, ...thing }) => [id, thing])),
    dependents: new Map(dependents.rows.map(({ id, ...dependent }) => [id, dependent])),
  };
}

export async function saveBonds(
  client: ClientBase,
  policy: string,
  { things, dependents }: KnownBonds,
): Promise<void> {
  const thingRows = [...things].map(([id, thing]) => ({ id, ...thing }));
  await client.query(
    `insert into policy.thing select $1, t."id", t."accountId", t."isThere"
      from json_to_recordset($2) as t("id" text, "accountId" text, "isThere" boolean)
      on conflict (policy, id)
        do update set account_id = excluded.account_id, is_there = excluded.is_there`,
    [policy, JSON.stringify(thingRows)],
  );
  const kept = [...dependents].filter(([, { on }]) => on.length > 0);
  const gone = [...dependents].filter(([, { on }]) => on.length === 0);
  await client.query(
    `insert into policy.dependent
      select $1, t."id", t."streamId", t."accountId",
        array(select json_array_elements_text(t."on"))
      from json_to_recordset($2)
        as t("id" text, "streamId" text, "accountId" text, "on" json)
      on conflict (policy, id) do update set stream_id = excluded.stream_id,
        account_id = excluded.account_id, things = excluded.things`,
    [policy, JSON.stringify(kept.map(([id, dependent]) => ({ id, ...dependent })))],
  );
  const goneIds = gone.map(([id]) => id);
  await client.query('delete from policy.dependent where policy = $1 and id = any($2)', [
    policy,
    goneIds,
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
