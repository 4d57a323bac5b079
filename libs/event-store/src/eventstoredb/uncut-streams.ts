import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { StreamCut } from '../errors';
import { type StreamName } from '../event-store.port';
import { isStreamDeleted } from './wire-errors';
import { type Appended, type LogRecord, NO_STREAM } from './wire-records';
import { type Append, streamRead, type StreamSlice } from './wire-requests';

export interface StreamCalls {
  append(append: Append): Promise<Appended>;
  page(request: ReadReq): Promise<readonly LogRecord[]>;
  readonly onNotice: (text: string, cause: unknown) => void;
}

/** So many streams that others deleted are remembered. */
const MOST_DELETED = 1_000;

/** The streams, each refused where others took events of it away: no other try mends that. */
export class UncutStreams {
  /** Seen to be gone: to whoever begins at their beginning they look as if they had never been. */
  readonly #deleted = new Set<StreamName>();

  constructor(private readonly calls: StreamCalls) {}

  /** @throws StreamCut, which the process is told of, and as the call itself does */
  append(append: Append): Promise<Appended> {
    const call = this.calls.append(append);
    return this.told(call.then((appended) => assertAnew(append, appended)));
  }

  /** @throws StreamCut, which the process is told of, and as the call itself does */
  read(slice: StreamSlice): Promise<readonly LogRecord[]> {
    const call = this.calls.page(streamRead(slice));
    return this.told(
      call.then(
        (records) => this.assertWhole(slice, records),
        (error: unknown) => refuseDeleted(slice, error),
      ),
    );
  }

  /** The server gives what is left of a stream as if there had been no more. */
  private assertWhole(
    { stream, from }: StreamSlice,
    records: readonly LogRecord[],
  ): readonly LogRecord[] {
    if (records === NO_STREAM && (from > 0n || this.#deleted.has(stream))) {
      if (this.#deleted.size < MOST_DELETED) this.#deleted.add(stream);
      throw new StreamCut(stream, 'its events were deleted');
    }
    const [first] = records;
    if (first === undefined || first.revision === from) return records;
    throw new StreamCut(stream, 'its beginning is gone');
  }

  private told<Result>(call: Promise<Result>): Promise<Result> {
    return call.catch((error: unknown) => {
      if (error instanceof StreamCut) this.calls.onNotice(error.message, error);
      throw error;
    });
  }
}

function refuseDeleted({ stream }: StreamSlice, error: unknown): never {
  throw isStreamDeleted(error) ? new StreamCut(stream, 'its events were deleted') : error;
}

/**
 * Behind deleted events the server takes the stream for none, and counts on all the same: only the
 * revision tells.
 */
function assertAnew({ stream, expected, events }: Append, appended: Appended): Appended {
  if (expected !== 'no-stream' || appended.revision === BigInt(events.length) - 1n) return appended;
  throw new StreamCut(stream, 'its events were deleted');
}
