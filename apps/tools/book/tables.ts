import { BOOK_KEY_TABLE } from '@chargebook/database';
import { EVENT_LOG_TABLE } from '@chargebook/event-store';
import {
  createIdentityTables,
  dropIdentityTables,
  KEPT_IDENTITY_TABLES,
} from '@chargebook/identity';
import { type ClientBase } from 'pg';

/** Where the log is in the database too. */
export const LOG_TABLE = { name: EVENT_LOG_TABLE, orderBy: 'position' } as const;

export const KEY_TABLE = { name: BOOK_KEY_TABLE, orderBy: 'only_row' } as const;

/**
 * All that a book is, people apart; whatever else is in the database is made of it again, or is not
 * to come back.
 */
export const BOOK_TABLE_NAMES: readonly string[] = [LOG_TABLE.name, KEY_TABLE.name];

/** A database that no service with users has opened yet has none; nor has a backup of one. */
export const PEOPLE_TABLE_NAMES: readonly string[] = KEPT_IDENTITY_TABLES.map(({ name }) => name);

/** The tables of people that are there. */
export async function peopleTables(client: ClientBase): Promise<typeof KEPT_IDENTITY_TABLES | []> {
  const found = await countOf(client, PEOPLE_TABLE_NAMES);
  return found === PEOPLE_TABLE_NAMES.length ? KEPT_IDENTITY_TABLES : [];
}

/**
 * Makes the tables of people anew, without sessions and links: those of before must not be good.
 */
export async function renewPeopleTables(client: ClientBase): Promise<void> {
  await dropIdentityTables(client);
  await createIdentityTables(client);
}

async function countOf(client: ClientBase, names: readonly string[]): Promise<number> {
  const tables = await client.query<{ found: number }>(
    'select count(to_regclass(name))::int as found from unnest($1::text[]) name',
    [names],
  );
  return tables.rows[0]?.found ?? 0;
}

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
  if ((await countOf(client, BOOK_TABLE_NAMES)) !== BOOK_TABLE_NAMES.length) return undefined;
  const { rows } = await client.query<BookSummary>(`
    select first.id as "storeId",
      (select max(log.incarnation) from ${EVENT_LOG_TABLE} log)::int as incarnation,
      (select count(*) from ${EVENT_LOG_TABLE} log where log.stream <> first.stream)::int as events
    from ${EVENT_LOG_TABLE} first where first.stream = 'store-identity' and first.revision = 0`);
  return rows[0];
}
