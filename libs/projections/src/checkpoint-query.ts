import { type Position } from '@chargebook/event-store';

import { type Queryable } from './registry';

/** What a group's readers are shown at the moment. */
export interface ShownCheckpoint {
  readonly groupName: string;
  readonly version: string;
  readonly generation: number;
  readonly position: Position;
  readonly parkedCount: number;
  /** True while the next generation is filled beside. */
  readonly isFilling: boolean;
}

/** Of every version of every group that is ready to be read. */
export async function shownCheckpoints(
  database: Queryable,
  { counted }: { readonly counted: boolean },
): Promise<readonly ShownCheckpoint[]> {
  const parked = counted
    ? `(select count(*)::int from read.parked p
         where p.group_name = g.group_name and p.generation = g.generation)`
    : '0';
  const { rows } = await database.query<ShownCheckpoint>(
    `select g.group_name as "groupName", g.version, g.generation,
        coalesce(g.position, '') as position, ${parked} as "parkedCount",
        exists (select from read.generation f where f.group_name = g.group_name
          and f.version = g.version and f.state in ('filling', 'indexed')) as "isFilling"
      from read.shown_generation s
      join read.generation g on g.group_name = s.group_name and g.generation = s.generation`,
  );
  return rows;
}
