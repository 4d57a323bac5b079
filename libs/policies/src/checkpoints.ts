import { type LogMark, type Position } from '@chargebook/event-store';
import { type ClientBase, type Pool } from 'pg';

/** How far a policy has read the log. */
export interface Checkpoint {
  readonly position: Position | undefined;
  /** The last event that was read, as a proof that the log is still the same one. */
  readonly mark: LogMark | undefined;
}

export interface Follower extends Checkpoint {
  readonly name: string;
  readonly storeId: string;
}

interface FollowerRow {
  readonly name: string;
  readonly store_id: string;
  readonly position: Position | null;
  readonly mark_position: Position | null;
  readonly mark_event_id: string | null;
}

const COLUMNS = 'name, store_id, position, mark_position, mark_event_id';

/** The policy's checkpoint, which is made where there is none. */
export async function openFollower(pool: Pool, name: string, storeId: string): Promise<Follower> {
  await pool.query(
    'insert into policy.follower (name, store_id) values ($1, $2) on conflict (name) do nothing',
    [name, storeId],
  );
  const follower = (await followers(pool)).find((each) => each.name === name);
  if (follower === undefined) throw new Error(`the checkpoint of ${name} was taken away`);
  return follower;
}

export async function followers(pool: Pool): Promise<readonly Follower[]> {
  const { rows } = await pool.query<FollowerRow>(`select ${COLUMNS} from policy.follower`);
  return rows.map(followerOf);
}

/**
 * Compares the checkpoint and moves it, in one statement, whose transaction locks it; false when
 * another process has moved it.
 */
export async function moveCheckpoint(
  database: Pool | ClientBase,
  name: string,
  { from, to }: { readonly from: Checkpoint; readonly to: Checkpoint },
): Promise<boolean> {
  const { rows } = await database.query<object>(
    `update policy.follower set position = $2, mark_position = $3, mark_event_id = $4
      where name = $1 and position is not distinct from $5::text
        and mark_position is not distinct from $6::text
        and mark_event_id is not distinct from $7::text
      returning 1`,
    [name, ...valuesOf(to), ...valuesOf(from)],
  );
  return rows.length === 1;
}

/**
 * All that the policy remembers of the log goes: it reads it from its beginning. The checkpoint is
 * the first: whoever is about to write behind it is waited for, and what he wrote goes, too.
 */
export async function beginAnew(client: ClientBase, name: string): Promise<boolean> {
  const { rowCount } = await client.query('delete from policy.follower where name = $1', [name]);
  for (const table of ['policy.thing', 'policy.dependent', 'policy.reaction']) {
    await client.query(`delete from ${table} where policy = $1`, [name]);
  }
  return rowCount === 1;
}

function valuesOf({ position, mark }: Checkpoint): readonly (string | undefined)[] {
  return [position, mark?.position, mark?.eventId];
}

function followerOf(row: FollowerRow): Follower {
  const { mark_position: markPosition, mark_event_id: eventId } = row;
  const hasMark = markPosition !== null && eventId !== null;
  return {
    name: row.name,
    storeId: row.store_id,
    position: row.position ?? undefined,
    mark: hasMark ? { position: markPosition, eventId } : undefined,
  };
}
