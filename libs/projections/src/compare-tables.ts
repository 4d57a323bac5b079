import { type ClientBase } from 'pg';

/** What one field of a row is, and what it should be, as JSON text; a row's absence is null. */
export interface Difference {
  /** Of the table that is read, as it stands in SQL. */
  readonly table: string;
  readonly key: string;
  /** Undefined: the row is in one of the two alone, and is told whole. */
  readonly field: string | undefined;
  readonly stored: string | null;
  readonly folded: string | null;
}

export interface ComparedTables {
  /** Names as they stand in SQL. */
  readonly stored: string;
  readonly folded: string;
  /** Column of the key, which both have. */
  readonly key: string;
  /** Query of the keys, as text, of rows that are not compared. */
  readonly passedOver: string;
}

const PAGE_ROWS = 500;

interface DifferenceRow extends Omit<Difference, 'table' | 'field'> {
  readonly field: string | null;
}

/** Every difference, ordered by key, in the caller's transaction. */
export async function* differencesOf(
  client: ClientBase,
  { stored, folded, key, passedOver }: ComparedTables,
): AsyncGenerator<Difference> {
  const rowsOf = (table: string): string =>
    `(select t."${key}" as key, to_jsonb(t) as row from ${table} t)`;
  await client.query(`declare difference no scroll cursor for
    with other as materialized (
      select coalesce(s.key, f.key)::text as key, s.row as stored, f.row as folded
      from ${rowsOf(stored)} s full join ${rowsOf(folded)} f on f.key = s.key
      where s.row is distinct from f.row
        and coalesce(s.key, f.key)::text not in (${passedOver})
    )
    select key, field, stored, folded from (
      select o.key, null as field, o.stored::text, o.folded::text from other o
        where o.stored is null or o.folded is null
      union all
      select o.key, e.field, e.stored::text, e.folded::text
        from other o cross join lateral (
          select coalesce(s.key, f.key) as field, s.value as stored, f.value as folded
          from jsonb_each(o.stored) s full join jsonb_each(o.folded) f on f.key = s.key
          where s.value is distinct from f.value
        ) e
        where o.stored is not null and o.folded is not null
    ) each order by key collate "C", field`);
  for (;;) {
    const { rows } = await client.query<DifferenceRow>(`fetch ${PAGE_ROWS} from difference`);
    if (rows.length === 0) break;
    for (const row of rows) yield { ...row, field: row.field ?? undefined, table: stored };
  }
  await client.query('close difference');
}
