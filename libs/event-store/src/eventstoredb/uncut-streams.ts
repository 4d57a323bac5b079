import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { StreamCut } from '../errors';
import { isStreamDeleted } from './wire-errors';
import { type Appended, type LogRecord } from './wire-records';
import { type Append, streamRead, type StreamSlice } from './wire-requests';

/**
 * A slice of a stream that nobody cut: the server gives what is left of one as if there had been no
 * more, and a thing would pass for one that never was.
 * @throws StreamCut, StoreUnavailable
 */
export async function readUncut(
  read: (request: ReadReq) => Promise<readonly LogRecord[]>,
  slice: StreamSlice,
): Promise<readonly LogRecord[]> {
  const { stream, from } = slice;
  const records = await read(streamRead(slice)).catch((error: unknown) => {
    throw isStreamDeleted(error) ? new StreamCut(stream, 'its events were deleted') : error;
  });
  const [first] = records;
  if (first !== undefined && first.revision !== from) {
    throw new StreamCut(stream, 'its beginning is gone');
  }
  return records;
}

/**
 * Behind deleted events the server takes the stream for none, and counts on all the same: only the
 * revision tells. @throws StreamCut
 */
export function assertAnew({ stream, expected, events }: Append, { revision }: Appended): void {
  if (expected !== 'no-stream' || revision === BigInt(events.length) - 1n) return;
  throw new StreamCut(stream, 'its events were deleted');
}
