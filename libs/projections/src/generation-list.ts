import { type Position } from '@chargebook/event-store';

import { lockOf } from './names';
import { type GenerationState, type Queryable } from './registry';

/** A generation as it stands in the database, of whatever code. */
export interface ListedGeneration {
  readonly groupName: string;
  readonly generation: number;
  readonly version: string;
  readonly state: GenerationState;
  /** Undefined: nothing was folded yet. */
  readonly position: Position | undefined;
  /** Of the last event folded, if any was. */
  readonly markPosition: Position | undefined;
  readonly parkedCount: number;
  /** True while a process folds it. */
  readonly isAttended: boolean;
}

type Row = Omit<ListedGeneration, 'position' | 'markPosition' | 'isAttended'> & {
  readonly position: Position | null;
  readonly markPosition: Position | null;
};

/** All generations whose tables are there, by group and number. */
export async function listGenerations(database: Queryable): Promise<readonly ListedGeneration[]> {
  const { rows } = await database.query<Row>(
    `select g.group_name as "groupName", g.generation, g.version, g.state, g.position,
        g.mark_position as "markPosition",
        (select count(*)::int from read.parked p
          where p.group_name = g.group_name and p.generation = g.generation) as "parkedCount"
      from read.generation g where g.state <> 'dropped' order by g.group_name, g.generation`,
  );
  const attended = await attendedAmong(database, rows);
  return rows.map((row) => ({
    ...row,
    position: row.position ?? undefined,
    markPosition: row.markPosition ?? undefined,
    isAttended: attended.has(lockOf(row.groupName, row.generation)),
  }));
}

/** Looks at the locks without trying them, which would keep others from them for a moment. */
async function attendedAmong(
  database: Queryable,
  generations: readonly Row[],
): Promise<ReadonlySet<string>> {
  const names = generations.map(({ groupName, generation }) => lockOf(groupName, generation));
  const { rows } = await database.query<{ name: string }>(
    `select name from unnest($1::text[]) name where exists (
      select from pg_locks where locktype = 'advisory' and objsubid = 1 and granted
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = hashtextextended(name, 0))`,
    [names],
  );
  return new Set(rows.map(({ name }) => name));
}
