import { type Position } from '@chargebook/event-store';

import {
  type Condition,
  type KeysetList,
  type KeysetParts,
  keysetQuery,
  MAX_EXACT_TOTAL,
  type PageWish,
  type RowKeys,
} from './keyset-query';
import { type ReadAnswer, type ReadTables, type TableNames } from './read-tables';

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
