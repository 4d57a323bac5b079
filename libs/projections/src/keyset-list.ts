import { type Position } from '@chargebook/event-store';

import { type ReadAnswer, type ReadQuery, type ReadTables, type TableNames } from './read-tables';

/** Totals are exact up to here; beyond it only the bound is told. */
const MAX_EXACT_TOTAL = 1_000;

/** One filter of the rows, which go by the name `t`; each `?` stands for the next of its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The order's values of a row. */
export type RowKeys = readonly (string | number | null)[];

/** Which page of a list is wanted. */
export interface PageWish {
  /** The order's values of the last row of the page before. */
  readonly after: RowKeys | undefined;
  /** Rows of a page. */
  readonly limit: number;
}

/** A page of a list, in the order of some columns of the row, all rising or all falling. */
export interface KeysetList extends PageWish {
  /** The table's name in SQL. */
  readonly table: string;
  /** What is selected of each row, as `columnsOf` gives it. */
  readonly columns: string;
  readonly conditions: readonly Condition[];
  /** SQL expressions, never null; the last is the row's key, so that the order is total. */
  readonly orderBy: readonly string[];
  readonly isFalling?: boolean;
}

export interface KeysetParts<Row> {
  readonly page: { readonly row: Row; readonly keys: RowKeys };
  readonly total: { readonly total: number };
}

/** A page as lists answer it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The order's values of the last row; undefined on the last page. */
  readonly lastKeys: RowKeys | undefined;
  readonly total: number;
  readonly totalIsLowerBound: boolean;
}

/** A page together with what it shows of the log. */
export interface ShownPage<Item> extends Page<Item> {
  readonly position: Position;
}

/** One page of a list of the group's tables. @throws ReadModelNotReady, QueryTooSlow */
export async function readPage<Row>(
  tables: ReadTables,
  { after, limit }: PageWish,
  listOf: (names: TableNames) => Omit<KeysetList, keyof PageWish>,
): Promise<ShownPage<Row>> {
  const { parts, position } = await tables.read<KeysetParts<Row>>((names) =>
    keysetQuery({ ...listOf(names), after, limit }),
  );
  return { ...pageOf(parts, limit), position };
}

/** Selects one row more than the page holds, which tells whether another page follows. */
export function keysetQuery<Row>(list: KeysetList): ReadQuery<KeysetParts<Row>> {
  const { table, columns, orderBy, isFalling = false, limit } = list;
  const values: unknown[] = [];
  const filters = list.conditions.map((condition) => bind(condition, values));
  const start = list.after === undefined ? [] : [bind(startAfter(list, list.after), values)];
  const order = orderBy.map((expression) => `${expression} ${isFalling ? 'desc' : 'asc'}`);
  const page = `select (select row_to_json(r) from (select ${columns}) r) as "row",
      json_build_array(${orderBy.join(', ')}) as "keys"
    from ${table} t ${whereAll([...filters, ...start])}
    order by ${order.join(', ')} limit ${limit + 1}`;
  const total = `select count(*)::int as "total" from
    (select 1 from ${table} t ${whereAll(filters)} limit ${MAX_EXACT_TOTAL + 1}) counted`;
  return { parts: { page, total }, values };
}

/** Takes the row beyond the page off again. */
export function pageOf<Row>(
  { page, total }: ReadAnswer<KeysetParts<Row>>['parts'],
  limit: number,
): Page<Row> {
  const count = total[0]?.total ?? 0;
  return {
    items: page.slice(0, limit).map(({ row }) => row),
    lastKeys: page.length > limit ? page[limit - 1]?.keys : undefined,
    total: Math.min(count, MAX_EXACT_TOTAL),
    totalIsLowerBound: count > MAX_EXACT_TOTAL,
  };
}

/** Rows whose expression holds the text anywhere, without case; `expression` is in lower case. */
export function containsText(expression: string, text: string): Condition {
  const pattern = text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);
  return { sql: `${expression} like ?`, values: [`%${pattern}%`] };
}

/** Rows whose column holds one of the values; `'*'` stands for any value, and filters nothing. */
export function among(column: string, values: readonly string[] | '*'): readonly Condition[] {
  return values === '*' ? [] : [{ sql: `${column} = any(?::text[])`, values: [values] }];
}

/** Numbers each `?` by the place of its value. */
function bind(condition: Condition, values: unknown[]): string {
  let index = 0;
  return condition.sql.replaceAll('?', () => {
    values.push(condition.values[index]);
    index += 1;
    return `$${values.length}`;
  });
}

function startAfter({ orderBy, isFalling = false }: KeysetList, after: RowKeys): Condition {
  const places = after.map(() => '?').join(', ');
  const sql = `(${orderBy.join(', ')}) ${isFalling ? '<' : '>'} (${places})`;
  return { sql, values: after };
}

function whereAll(filters: readonly string[]): string {
  return filters.length === 0 ? '' : `where ${filters.map((sql) => `(${sql})`).join(' and ')}`;
}
