import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { isNoPlace } from './wire-errors';
import { type LogRecord } from './wire-records';
import { isOnWire } from './wire-positions';
import { logRead, logReadBack } from './wire-requests';

/** What a read comes to that ends by itself. */
export type ReadRecords = (request: ReadReq) => Promise<readonly LogRecord[]>;

/**
 * The event at a position; undefined where none begins there, as in a log that was exchanged. The
 * server takes any position for one: read forwards, it makes an event of the bytes that happen to
 * be there, and was seen to be lost in them for 45 s. Backwards it first compares both ends of what
 * it takes for an event, so that this read tells whether the other one may be asked for.
 * @throws StoreUnavailable
 */
export async function recordAt(
  read: ReadRecords,
  position: bigint,
): Promise<LogRecord | undefined> {
  if (!isOnWire(position)) return undefined;
  try {
    await read(logReadBack(position));
  } catch (error) {
    if (isNoPlace(error)) return undefined;
    throw error;
  }
  const [record] = await read(logRead(position, 1));
  return record?.position === position ? record : undefined;
}
