import { type ReadQuery } from './read-tables';

/** Totals are exact up to here; beyond it only the bound is told. */
export const MAX_EXACT_TOTAL = 1_000;

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
  /** All of them hold. */
  readonly conditions: readonly Condition[];
  /**
   * One of them holds, never two. Each is searched by itself and the rows are merged, which pays
   * where an index has what each of them asks for in the order of the list.
   */
  readonly alternatives?: readonly Condition[];
  /** SQL expressions, never null; the last is the row's key, so that the order is total. */
  readonly orderBy: readonly string[];
  readonly isFalling?: boolean;
  /** For who reads all pages: the total is not counted, and told as 0. */
  readonly isUncounted?: boolean;
}

export interface KeysetParts<Row> {
  readonly page: { readonly row: Row; readonly keys: RowKeys };
  readonly total: { readonly total: number };
}

/**
 * Selects one row more than the page holds, which tells whether another page follows. Rows are
 * found by their keys alone, for an index may hold all that is asked of them; those of the page are
 * then read. A first page begins what is counted, so that one search does for both.
 */
export function keysetQuery<Row>(list: KeysetList): ReadQuery<KeysetParts<Row>> {
  const { after, limit } = list;
  const values: unknown[] = [];
  const search = searchOf(list, values);
  if (list.isUncounted === true) return uncountedQuery(list, search, values);
  const counted = search({ after: undefined, limit: MAX_EXACT_TOTAL + 1 });
  const found = after === undefined ? counted : search({ after, limit: limit + 1 });
  const all = after === undefined ? 'select from found' : counted;
  const total = `select count(*)::int as "total" from (${all}) c`;
  return { once: { found }, parts: { page: pageSql(list), total }, values };
}

function uncountedQuery<Row>(
  list: KeysetList,
  search: (wish: PageWish) => string,
  values: readonly unknown[],
): ReadQuery<KeysetParts<Row>> {
  const { after, limit } = list;
  const found = search({ after, limit: limit + 1 });
  return { once: { found }, parts: { page: pageSql(list), total: 'select 0 as "total"' }, values };
}

function pageSql(list: KeysetList): string {
  const { table, columns, orderBy, limit } = list;
  const keys = orderBy.map((_, index) => keyName(index));
  const order = orderOf(list, keys);
  return `select (select row_to_json(r) from (select ${columns}) r) as "row",
      json_build_array(${keys.join(', ')}) as "keys"
    from (select * from found order by ${order} limit ${limit + 1}) f
    join ${table} t on ${orderBy.at(-1)} = f.${keys.at(-1)} order by ${order}`;
}

/** Gives the text that finds keys of rows; what it is asked for first binds the values of all. */
function searchOf(list: KeysetList, values: unknown[]): (wish: PageWish) => string {
  const { table, orderBy } = list;
  const filters = list.conditions.map((condition) => bind(condition, values));
  const alternatives = (list.alternatives ?? []).map((one) => [bind(one, values)]);
  const keys = orderBy.map((expression, index) => `${expression} as ${keyName(index)}`);
  return ({ after, limit }) => {
    const start = after === undefined ? [] : [bind(startAfter(list, after), values)];
    const searches = (alternatives.length === 0 ? [[]] : alternatives).map(
      (one) => `select ${keys.join(', ')} from ${table} t
        ${whereAll([...filters, ...one, ...start])}
        order by ${orderOf(list, orderBy)} limit ${limit}`,
    );
    return searches.length === 1 ? searches.join('') : merged(searches, { list, limit });
  };
}

function merged(
  searches: readonly string[],
  { list, limit }: { readonly list: KeysetList; readonly limit: number },
): string {
  const all = searches.map((search) => `(${search})`).join(' union all ');
  const keys = list.orderBy.map((_, index) => keyName(index));
  return `select * from (${all}) s order by ${orderOf(list, keys)} limit ${limit}`;
}

function keyName(index: number): string {
  return `key_${index}`;
}

function orderOf({ isFalling = false }: KeysetList, expressions: readonly string[]): string {
  return expressions.map((expression) => `${expression} ${isFalling ? 'desc' : 'asc'}`).join(', ');
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

/** The `where` of the conditions, whose values are added to `values`; nothing without any. */
export function whereOf(conditions: readonly Condition[], values: unknown[]): string {
  return whereAll(conditions.map((condition) => bind(condition, values)));
}

function whereAll(filters: readonly string[]): string {
  return filters.length === 0 ? '' : `where ${filters.map((sql) => `(${sql})`).join(' and ')}`;
}
