import { type Pool } from 'pg';

import { type Reaction } from './policy';

/** A reaction that cannot be carried out is tried again after 1, 2, 4 … seconds, 60 at most. */
const LONGEST_PAUSE_SECONDS = 60;
const MAX_CHARACTERS = 500;

interface ReactionRow extends Omit<Reaction, 'cause'> {
  readonly eventId: string;
  readonly position: string;
  readonly correlationId: string;
}

/** Those whose time has come, in the order in which it came, then in that of the log. */
export async function dueReactions(
  pool: Pool,
  policy: string,
  limit: number,
): Promise<readonly Reaction[]> {
  const { rows } = await pool.query<ReactionRow>(
    `select id, event_id as "eventId", position, correlation_id as "correlationId",
        dependent_id as "dependentId", stream_id as "streamId", account_id as "accountId",
        thing_id as "thingId"
      from policy.reaction where policy = $1 and due_at <= now()
      order by due_at, position, dependent_id, thing_id limit $2`,
    [policy, limit],
  );
  return rows.map(({ eventId, position, correlationId, ...rest }) => {
    return { ...rest, cause: { eventId, position, correlationId } };
  });
}

export async function forgetReactions(
  pool: Pool,
  policy: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await pool.query('delete from policy.reaction where policy = $1 and id = any($2)', [policy, ids]);
}

export async function putOffReaction(
  pool: Pool,
  policy: string,
  { id, why }: { readonly id: string; readonly why: string },
): Promise<void> {
  await pool.query(
    `update policy.reaction set tries = tries + 1, trouble = $3,
        due_at = now()
          + make_interval(secs => least(${LONGEST_PAUSE_SECONDS}, 2 ^ least(tries, 10)))
      where policy = $1 and id = $2`,
    [policy, id, why.replaceAll('\0', ' ').slice(0, MAX_CHARACTERS)],
  );
}

export interface ReactionCounts {
  readonly policy: string;
  /** Known and not carried out yet. */
  readonly pendingCount: number;
  /** Of these, tried in vain at least once. */
  readonly putOffCount: number;
  /** What stood in the way of the first of them. */
  readonly trouble: string | null;
}

export async function countReactions(pool: Pool): Promise<readonly ReactionCounts[]> {
  const { rows } = await pool.query<ReactionCounts>(
    `select policy, count(*)::int as "pendingCount",
        (count(*) filter (where tries > 0))::int as "putOffCount",
        (array_agg(trouble order by position) filter (where tries > 0))[1] as trouble
      from policy.reaction group by policy`,
  );
  return rows;
}
