import { writeArchive } from '@chargebook/database';
import { type ClientBase } from 'pg';

import { BOOK_TABLES, type BookSummary, summariseBook } from './tables';

/**
 * Writes the log and the book key, of one moment, to the file; writers do not wait for it. Read
 * models are left out: they are made of the log again.
 */
export async function backUpBook(client: ClientBase, path: string): Promise<BookSummary> {
  await client.query('begin isolation level repeatable read read only');
  const book = await summariseBook(client);
  if (book === undefined) throw new Error('there is no book in this database yet');
  const about = { storeId: book.storeId, incarnation: String(book.incarnation) };
  await writeArchive(client, path, { about, tables: BOOK_TABLES });
  await client.query('commit');
  return book;
}
