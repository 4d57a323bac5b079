import { type EventStore, openEventStoreDb, openPostgresEventStore } from '@chargebook/event-store';

import { categoryOf } from '@chargebook/kernel';

import { type LogPlace } from './config';

/** Where the book is: with EventStoreDB the log is there, and all else in the database. */
export interface BookPlaces {
  readonly databaseUrl: string;
  readonly log: LogPlace;
}

/**
 * Opens the log where the book has it. `onNotice` is told of trouble that is got over; `signal`
 * ends the wait for a server that is absent, with its reason.
 * @throws StoreUnavailable, ServerUnusable, each with one line
 */
export function openLog(
  { databaseUrl, log }: BookPlaces,
  onNotice: (text: string, cause: unknown) => void,
  signal?: AbortSignal,
): Promise<EventStore> {
  return log.engine === 'eventstoredb'
    ? openEventStoreDb({ connectionString: log.url, onNotice, ...(signal && { signal }) })
    : openPostgresEventStore({ connectionString: databaseUrl, onNotice });
}

/**
 * True while the log holds nothing but what the store itself keeps there, and of streams of the
 * category `besides`.
 */
export async function isEmptyLog(store: EventStore, besides?: string): Promise<boolean> {
  const reading = new AbortController();
  for await (const { events, caughtUp } of store.follow('start', reading.signal)) {
    if (events.some(({ stream }) => categoryOf(stream) !== besides)) return false;
    if (caughtUp) break;
  }
  return true;
}
