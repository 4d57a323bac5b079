import { BOOK_KEY_TABLE } from '@chargebook/database';
import { EVENT_LOG_TABLE } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

/** All that a book is; whatever else is in the database is made of it again. */
export const BOOK_TABLES = [
  { name: EVENT_LOG_TABLE, orderBy: 'position' },
  { name: BOOK_KEY_TABLE, orderBy: 'only_row' },
] as const;

export const BOOK_TABLE_NAMES: readonly string[] = BOOK_TABLES.map(({ name }) => name);

/** What the log says about itself. */
export interface BookSummary {
  readonly storeId: string;
  /** The highest that was ever in use. */
  readonly incarnation: number;
  /** Without the store's own. */
  readonly events: number;
}

/** Undefined where no service ever opened a book. */
export async function summariseBook(client: ClientBase): Promise<BookSummary | undefined> {
  const tables = await client.query<{ found: number }>(
    'select count(to_regclass(name))::int as found from unnest($1::text[]) name',
    [BOOK_TABLE_NAMES],
  );
  if (tables.rows[0]?.found !== BOOK_TABLES.length) return undefined;
  const { rows } = await client.query<BookSummary>(`
    select first.id as "storeId",
      (select max(log.incarnation) from ${EVENT_LOG_TABLE} log)::int as incarnation,
      (select count(*) from ${EVENT_LOG_TABLE} log where log.stream <> first.stream)::int as events
    from ${EVENT_LOG_TABLE} first where first.stream = 'store-identity' and first.revision = 0`);
  return rows[0];
}
