import {
  type CopyTarget,
  type EventStore,
  openEventStoreDb,
  type OpenedEventStoreDb,
  openPostgresEventStore,
} from '@chargebook/event-store';

import { categoryOf } from '@chargebook/kernel';

import { type LogPlace } from './config';

/** Where the book is: with EventStoreDB the log is there, and all else in the database. */
export interface BookPlaces {
  readonly databaseUrl: string;
  readonly log: LogPlace;
}

/** How a log is opened; all but `onNotice` is of what EventStoreDB knows alone. */
export type LogOpening = Omit<OpenedEventStoreDb, 'connectionString' | 'onNotice'> &
  Required<Pick<OpenedEventStoreDb, 'onNotice'>>;

/**
 * Opens the log where the book has it.
 * @throws StoreUnavailable, ServerUnusable, each with one line
 */
export function openLog(
  { databaseUrl, log }: BookPlaces,
  opening: LogOpening,
): Promise<CopyTarget> {
  if (log.engine === 'eventstoredb') {
    return openEventStoreDb({ connectionString: log.url, ...opening });
  }
  return openPostgresEventStore({ connectionString: databaseUrl, onNotice: opening.onNotice });
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
