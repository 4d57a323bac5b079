import { type PositionVerdict, type Revision, type StreamName } from './event-store.port';

/** The stream was not at the expected revision; nothing was written. */
export class WrongExpectedRevision extends Error {
  constructor(
    readonly stream: StreamName,
    readonly expected: Revision | 'no-stream',
    readonly actual: Revision | 'no-stream',
  ) {
    super(`stream ${stream} is at revision ${actual}, not at ${expected}`);
    this.name = 'WrongExpectedRevision';
  }
}

/** The answer was lost: the append may or may not stand. Safe to send again as it was. */
export class AppendOutcomeUnknown extends Error {
  constructor(
    readonly stream: StreamName,
    override readonly cause: unknown,
  ) {
    super(`whether the append to ${stream} stands is not known`);
    this.name = 'AppendOutcomeUnknown';
  }
}

/** Of events that go in one order, one was not taken, and others behind it may stand. */
export class OrderBroken extends Error {
  constructor(override readonly cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the target stands out of order: empty it and begin again (${reason})`);
    this.name = 'OrderBroken';
  }
}

/** The store does not answer; nothing was written by this call. */
export class StoreUnavailable extends Error {
  constructor(override readonly cause: unknown) {
    super(
      `the event store does not answer: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    this.name = 'StoreUnavailable';
  }
}

/** True for a call that came to no answer of the log's own: what may be done twice may be tried. */
export function isOutage(error: unknown): error is StoreUnavailable | AppendOutcomeUnknown {
  return error instanceof StoreUnavailable || error instanceof AppendOutcomeUnknown;
}

/** One event, or the append as a whole, is over the bound; nothing was written. */
export class EventTooLarge extends Error {
  constructor(
    readonly stream: StreamName,
    readonly sizeBytes: number,
    readonly maxBytes: number,
  ) {
    super(`an append to ${stream} has ${sizeBytes} bytes where at most ${maxBytes} are allowed`);
    this.name = 'EventTooLarge';
  }
}

/** Others took events of the stream away: no more is told of it, and nothing is decided on it. */
export class StreamCut extends Error {
  constructor(
    readonly stream: StreamName,
    readonly how: 'its events were deleted' | 'its beginning is gone',
  ) {
    super(`stream ${stream} was cut by others: ${how}`);
    this.name = 'StreamCut';
  }
}

/** The log cannot be followed from there: the position is not one of this log as it stands. */
export class PositionRefused extends Error {
  constructor(
    readonly position: string,
    readonly verdict: Exclude<PositionVerdict, 'good'>,
  ) {
    super(`position ${position} is refused: ${verdict}`);
    this.name = 'PositionRefused';
  }
}
