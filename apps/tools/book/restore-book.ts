import { checkArchive, createBookKeyTable, loadArchive } from '@chargebook/database';
import { appendIncarnation, createEventLog, EVENT_LOG_TABLE } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { type WhenInterrupted } from './access';
import {
  BOOK_TABLE_NAMES,
  type BookSummary,
  TABLE_NAMES_BESIDE_THE_LOG,
  renewTablesBesideTheLog,
  summariseBook,
} from './tables';

export interface RestoreOptions {
  readonly path: string;
  /** True: a book with events in it may be replaced. */
  readonly mayReplace: boolean;
  readonly whenInterrupted?: WhenInterrupted;
}

/**
 * Puts the backup in the place of the database's book, in one transaction, and begins a new
 * incarnation, by which tokens and checkpoints of what came after the backup are told apart. The
 * file is checked whole before anything changes. The caller keeps services away.
 * @throws ArchiveRefused, or an Error of one line when a book is in the way
 */
export async function restoreBook(
  client: ClientBase,
  { path, mayReplace, whenInterrupted }: RestoreOptions,
): Promise<BookSummary> {
  const tables = { required: BOOK_TABLE_NAMES, optional: TABLE_NAMES_BESIDE_THE_LOG };
  const archive = await checkArchive(path, tables);
  const replaced = await summariseBook(client);
  if (!mayReplace) assertEmpty(replaced);
  const isSameStore = replaced?.storeId === archive.header.about['storeId'];
  await client.query('begin');
  await client.query(`drop table if exists ${BOOK_TABLE_NAMES.join(', ')}`);
  await createEventLog(client);
  await createBookKeyTable(client);
  await renewTablesBesideTheLog(client);
  await loadArchive(client, archive);
  await appendIncarnation(client, { above: isSameStore ? (replaced?.incarnation ?? 0) : 0 });
  whenInterrupted?.('the backup may stand in the place of the book already');
  await client.query('commit');
  await client.query(`analyze ${EVENT_LOG_TABLE}`);
  return summaryAfterwards(client);
}

function assertEmpty(book: BookSummary | undefined): void {
  if (book === undefined || book.events === 0) return;
  throw new Error(
    `this database holds a book with ${book.events} events (store ${book.storeId}): ` +
      'nothing was changed; say --replace to give it up for the backup',
  );
}

async function summaryAfterwards(client: ClientBase): Promise<BookSummary> {
  const restored = await summariseBook(client);
  if (restored === undefined) throw new Error('the restored book is gone again');
  return restored;
}
