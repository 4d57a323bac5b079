import { type EventStore } from '@chargebook/event-store';
import { otherLogRead } from '@chargebook/projections';
import { type Pool } from 'pg';

import { isEmptyLog } from './book-log';

/**
 * An empty log beside lists that were made from another one is not a new book: it is the old one,
 * looked for in the wrong place. Without this the service would start with nothing in it.
 * @throws Error with one line that says what to do
 */
export async function assertLogOfBook(pool: Pool, store: EventStore): Promise<void> {
  const other = await otherLogRead(pool, store.identity.storeId);
  if (other === undefined || !(await isEmptyLog(store))) return;
  throw new Error(
    `the log is empty, but this database keeps the lists of another one, ${other}: ` +
      'EVENT_STORE and EVENTSTORE_URL lead elsewhere than before. ' +
      'npm run copy-log moves a log; a new book begins in a new database',
  );
}
