import { schemaLock } from '@chargebook/database';
import { type LogMark, type Position } from '@chargebook/event-store';
import { type ClientBase, type Pool } from 'pg';

import { prepared } from './prepared';

/** How far a generation has been folded. */
export interface Checkpoint {
  /** Everything up to here has been folded; undefined = nothing yet. */
  readonly position: Position | undefined;
  /** The last event taken, as a proof that the log is still the same one. */
  readonly mark: LogMark | undefined;
}

export type GenerationState = 'filling' | 'indexed' | 'live' | 'retired' | 'dropped';

/** One set of tables of one version of a group, with its checkpoint. */
export interface Generation {
  readonly groupName: string;
  readonly version: string;
  readonly generation: number;
  readonly state: GenerationState;
  readonly storeId: string;
  readonly checkpoint: Checkpoint;
}

export interface GenerationKey {
  readonly groupName: string;
  readonly generation: number;
}

export type Queryable = Pool | ClientBase;

/** Half-empty pages let the checkpoints be updated in place some hundred times a second. */
const REGISTRY = `
create schema if not exists read;
create table if not exists read.generation (
  group_name text not null,
  generation integer not null,
  version text not null,
  state text not null check (state in ('filling', 'indexed', 'live', 'retired', 'dropped')),
  tables text[] not null,
  store_id text not null,
  position text collate "C",
  mark_position text collate "C",
  mark_event_id text,
  primary key (group_name, generation)
) with (fillfactor = 50);
create table if not exists read.shown_generation (
  group_name text not null,
  version text not null,
  generation integer not null,
  primary key (group_name, version)
);
create table if not exists read.parked (
  group_name text not null,
  generation integer not null,
  projection text not null,
  touched text not null,
  position text collate "C" not null,
  event_id text not null,
  event_type text not null,
  error text not null,
  primary key (group_name, generation, projection, touched)
)`;

/** Whoever makes or drops tables takes this lock first, within its transaction. */
export async function lockSchema(client: ClientBase): Promise<void> {
  await client.query(schemaLock('chargebook.read'));
}

/** Needs the lock of `lockSchema`. */
export async function createRegistry(client: ClientBase): Promise<void> {
  await client.query(REGISTRY);
}

interface GenerationRow {
  readonly group_name: string;
  readonly version: string;
  readonly generation: number;
  readonly state: GenerationState;
  readonly store_id: string;
  readonly position: Position | null;
  readonly mark_position: Position | null;
  readonly mark_event_id: string | null;
}

const COLUMNS = `g.group_name, g.version, g.generation, g.state, g.store_id,
  g.position, g.mark_position, g.mark_event_id`;

/** The generations of the version that are kept: one that is read, one that is filled, or both. */
export async function keptGenerations(
  database: Queryable,
  group: { readonly name: string; readonly version: string },
): Promise<readonly Generation[]> {
  const { rows } = await database.query<GenerationRow>(
    `select ${COLUMNS} from read.generation g
      where g.group_name = $1 and g.version = $2 and g.state in ('filling', 'indexed', 'live')
      order by g.generation`,
    [group.name, group.version],
  );
  return rows.map(generationOf);
}

/** Locks the generation's row until the transaction ends. */
export async function lockGeneration(
  client: ClientBase,
  key: GenerationKey,
): Promise<Generation | undefined> {
  const { rows } = await client.query<GenerationRow>(
    prepared(
      `select ${COLUMNS} from read.generation g
      where g.group_name = $1 and g.generation = $2 for update`,
      [key.groupName, key.generation],
    ),
  );
  return rows[0] === undefined ? undefined : generationOf(rows[0]);
}

/**
 * Compares a checkpoint and moves it, in one statement, whose transaction locks it; false when it
 * does not stand where it is thought to, or its generation is no longer kept. The commit does not
 * wait for the disk.
 */
export async function advanceCheckpoint(
  database: Queryable,
  key: GenerationKey,
  { from, to }: { readonly from: Checkpoint; readonly to: Checkpoint },
): Promise<boolean> {
  const { rows } = await database.query<object>(
    prepared(
      `with hasty as (select set_config('synchronous_commit', 'off', true))
      update read.generation set position = $3, mark_position = $4, mark_event_id = $5 from hasty
      where group_name = $1 and generation = $2 and state in ('filling', 'indexed', 'live')
        and position is not distinct from $6::text and mark_position is not distinct from $7::text
        and mark_event_id is not distinct from $8::text
      returning 1`,
      [key.groupName, key.generation, ...valuesOf(to), ...valuesOf(from)],
    ),
  );
  return rows.length === 1;
}

function valuesOf({ position, mark }: Checkpoint): readonly (string | undefined)[] {
  return [position, mark?.position, mark?.eventId];
}

export async function saveState(
  client: ClientBase,
  key: GenerationKey,
  state: GenerationState,
): Promise<void> {
  await client.query(
    'update read.generation set state = $3 where group_name = $1 and generation = $2',
    [key.groupName, key.generation, state],
  );
}

function generationOf(row: GenerationRow): Generation {
  const { position, mark_position: markPosition, mark_event_id: eventId } = row;
  const hasMark = markPosition !== null && eventId !== null;
  return {
    groupName: row.group_name,
    version: row.version,
    generation: row.generation,
    state: row.state,
    storeId: row.store_id,
    checkpoint: {
      position: position ?? undefined,
      mark: hasMark ? { position: markPosition, eventId } : undefined,
    },
  };
}

/** True when both stand behind the same event at the same position. */
export function isSameCheckpoint(one: Checkpoint, other: Checkpoint): boolean {
  return (
    one.position === other.position &&
    one.mark?.position === other.mark?.position &&
    one.mark?.eventId === other.mark?.eventId
  );
}
