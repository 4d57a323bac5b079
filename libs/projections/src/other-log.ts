import { type Queryable } from './registry';

/**
 * Id of another store whose events some read model of this database was made from; undefined where
 * there is none. For who opens a log and wonders whether it is the right one.
 */
export async function otherLogRead(
  database: Queryable,
  storeId: string,
): Promise<string | undefined> {
  const { rows: found } = await database.query<{ readonly isThere: boolean }>(
    `select to_regclass('read.generation') is not null as "isThere"`,
  );
  if (found[0]?.isThere !== true) return undefined;
  const { rows } = await database.query<{ readonly storeId: string }>(
    `select store_id as "storeId" from read.generation
      where store_id <> $1 and mark_event_id is not null
      order by group_name, generation desc limit 1`,
    [storeId],
  );
  return rows[0]?.storeId;
}
