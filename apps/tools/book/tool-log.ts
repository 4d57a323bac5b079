import { type CopyTarget } from '@chargebook/event-store';

import { type BookPlaces, type LogOpening, openLog } from '../../api/src/book-log';

/** Nobody who types a command waits longer for a server that is not there. */
export const SERVER_WAIT_MS = 10_000;

/**
 * Opens the log of a book for a command, which says on the error output what it waits for.
 * @throws Error in one line
 */
export function openToolLog(
  places: BookPlaces,
  opening: Pick<LogOpening, 'mustExist' | 'signal'>,
): Promise<CopyTarget> {
  return openLog(places, { onNotice, waitMs: SERVER_WAIT_MS, ...opening });
}

export function onNotice(text: string, cause?: unknown): void {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  process.stderr.write(`${text}${reason}\n`);
}
