import { BOOK_KEY_TABLE, dropSnapshots } from '@chargebook/database';
import { EVENT_LOG_TABLE } from '@chargebook/event-store';
import {
  createIdentityTables,
  dropIdentityTables,
  KEPT_IDENTITY_TABLES,
} from '@chargebook/identity';
import { createPolicyTables, dropPolicyTables, POLICY_TABLES } from '@chargebook/policies';
import { type ClientBase } from 'pg';

/** Where the log is in the database too. */
export const LOG_TABLE = { name: EVENT_LOG_TABLE, orderBy: 'position' } as const;

export const KEY_TABLE = { name: BOOK_KEY_TABLE, orderBy: 'only_row' } as const;

/**
 * All that a book is, people and the memory of policies apart; whatever else is in the database is
 * made of it again, or is not to come back.
 */
export const BOOK_TABLE_NAMES: readonly string[] = [LOG_TABLE.name, KEY_TABLE.name];

interface KeptTable {
  readonly name: string;
  readonly orderBy: string;
}

/** Of people, and of policies; each is there as a whole or not at all. */
const BESIDE_THE_LOG: readonly (readonly KeptTable[])[] = [KEPT_IDENTITY_TABLES, POLICY_TABLES];

/** A database that no service with them has opened yet has none; nor has a backup of one. */
export const TABLE_NAMES_BESIDE_THE_LOG: readonly (readonly string[])[] = BESIDE_THE_LOG.map(
  (tables) => tables.map(nameOf),
);

/** The tables of people and policies that are there. */
export async function tablesBesideTheLog(client: ClientBase): Promise<readonly KeptTable[]> {
  const found: KeptTable[] = [];
  for (const tables of BESIDE_THE_LOG) {
    const isThere = (await countOf(client, tables.map(nameOf))) === tables.length;
    if (isThere) found.push(...tables);
  }
  return found;
}

/**
 * Makes the tables of people anew, without sessions and links: those of before must not be good.
 * And those of policies: what they read behind the backup is not in the log any more. Snapshots of
 * another log would only be in the way.
 */
export async function renewTablesBesideTheLog(client: ClientBase): Promise<void> {
  await dropSnapshots(client);
  await dropIdentityTables(client);
  await createIdentityTables(client);
  await dropPolicyTables(client);
  await createPolicyTables(client);
}

function nameOf({ name }: KeptTable): string {
  return name;
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
