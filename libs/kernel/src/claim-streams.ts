import {
  type EventStore,
  type RecordedEvent,
  type Revision,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { type ClaimStream } from './aggregate';
import { encodeClaimEvent, readingOf } from './claim-events';
import { type ClaimReading } from './claim-protocol';
import { type Deadline } from './deadline';
import { type DecodedEvent } from './event-codec';
import { nextRevision } from './folded';
import { appendSurely } from './sure-append';

export interface ClaimAppend {
  readonly stream: ClaimStream;
  readonly expected: Revision | 'no-stream';
  readonly event: DecodedEvent;
}

/** What the claim stream says now. @throws StoreUnavailable */
export async function readClaimStream(
  store: EventStore,
  stream: ClaimStream,
  nowMs: () => number,
): Promise<ClaimReading> {
  let last: RecordedEvent | undefined;
  for await (const page of store.readStream(stream, 'start')) {
    last = page.at(-1) ?? last;
  }
  return readingOf(last, nowMs());
}

/**
 * False when the stream is not where it was expected.
 * @throws AppendOutcomeUnknown, StoreUnavailable
 */
export async function appendToClaimStream(
  store: EventStore,
  { stream, expected, event }: ClaimAppend,
  deadline: Deadline,
): Promise<boolean> {
  const events = [encodeClaimEvent(stream, nextRevision(expected), event)];
  try {
    await appendSurely(store, { stream, expected, events }, deadline);
    return true;
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return false;
    throw error;
  }
}
