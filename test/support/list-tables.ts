import { type Client } from 'pg';

import { eventually } from './eventually';
import { onDatabase } from './on-database';

/** Rows as JSON text, by the name of their projection and table version. */
export type ListRows = Readonly<Record<string, readonly string[]>>;

interface ShownTable {
  readonly projection: string;
  readonly table: string;
}

const SHOWN = `select regexp_replace(t.name, '_g[0-9]+$', '') as projection, t.name as table
  from read.shown_generation s
  join read.generation g on g.group_name = s.group_name and g.generation = s.generation,
  unnest(g.tables) t(name) order by 1`;

const BEHIND = `select g.group_name as name from read.shown_generation s
  join read.generation g on g.group_name = s.group_name and g.generation = s.generation
  where coalesce(g.position, '') < $1 order by 1`;
const SHOWN_WITHIN_MS = 30_000;

/** The name of the table that is read now, as `charger_list_v4` begins it. */
export async function shownTables(client: Client): Promise<readonly ShownTable[]> {
  return (await client.query<ShownTable>(SHOWN)).rows;
}

/** Waits until every list that is read shows the position; somebody must be folding them. */
export function untilShown(url: string, position: string): Promise<void> {
  return onDatabase(url, (client) =>
    eventually(async () => {
      const { rows } = await client.query<{ readonly name: string }>(BEHIND, [position]);
      const behind = rows.map(({ name }) => name).join(', ');
      if (behind !== '') throw new Error(`${behind} did not come as far as ${position}`);
    }, SHOWN_WITHIN_MS),
  );
}

/** All rows that readers are shown, whichever generation they are of. */
export function shownRows(url: string): Promise<ListRows> {
  return onDatabase(url, async (client) => {
    const lists: Record<string, readonly string[]> = {};
    for (const { projection, table } of await shownTables(client)) {
      const { rows } = await client.query<{ readonly row: string }>(
        `select to_jsonb(list)::text as row from read.${table} list order by 1`,
      );
      lists[projection] = rows.map(({ row }) => row);
    }
    return lists;
  });
}
