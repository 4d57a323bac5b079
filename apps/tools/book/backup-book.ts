import { writeArchive } from '@chargebook/database';
import { type ClientBase } from 'pg';

import {
  type BookSummary,
  KEY_TABLE,
  LOG_TABLE,
  tablesBesideTheLog,
  summariseBook,
} from './tables';

/**
 * Writes the log, the book key, the people and what policies remember, of one moment, to the file;
 * writers do not wait for it. Read models are left out: they are made of the log again. So are
 * sessions and links.
 */
export async function backUpBook(client: ClientBase, path: string): Promise<BookSummary> {
  await client.query('begin isolation level repeatable read read only');
  const book = await summariseBook(client);
  if (book === undefined) throw new Error('there is no book in this database yet');
  const about = { storeId: book.storeId, incarnation: String(book.incarnation) };
  const tables = [LOG_TABLE, KEY_TABLE, ...(await tablesBesideTheLog(client))];
  await writeArchive(client, path, { about, tables });
  await client.query('commit');
  return book;
}
