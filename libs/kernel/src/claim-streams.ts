import {
  type EventStore,
  type RecordedEvent,
  type Revision,
  type StreamName,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { type ClaimStream } from './aggregate';
import { encodeClaimEvent, readingOf } from './claim-events';
import { type ClaimReading } from './claim-protocol';
import { type Deadline } from './deadline';
import { type DecodedEvent, ForeignEvent } from './event-codec';
import { nextRevision } from './folded';
import { appendSurely } from './sure-append';

export interface ClaimAppend {
  readonly stream: ClaimStream;
  readonly expected: Revision | 'no-stream';
  readonly event: DecodedEvent;
}

export interface ClaimSight {
  readonly nowMs: () => number;
  /** False for streams that no context keeps: nobody of this service claims for one of them. */
  readonly mayHold: (holder: StreamName) => boolean;
}

/** What the claim stream says now. @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent */
export async function readClaimStream(
  store: EventStore,
  stream: ClaimStream,
  { nowMs, mayHold }: ClaimSight,
): Promise<ClaimReading> {
  let last: RecordedEvent | undefined;
  for await (const page of store.readStream(stream, 'start')) {
    last = page.at(-1) ?? last;
  }
  const reading = readingOf(last, nowMs());
  if (last !== undefined && reading.kind === 'claimed' && !mayHold(reading.holder)) {
    throw new ForeignEvent(last, `no context keeps streams like ${reading.holder}`);
  }
  return reading;
}

/** The stream and thing that a value was claimed for last. */
export interface Claimant {
  readonly holder: StreamName;
  readonly thing: string;
}

/**
 * For whom the value was claimed last, undefined while it is free. Whether he holds it is for his
 * own stream to say: he may have claimed it a moment ago, never come to use it, or have no stream
 * of ours. @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent
 */
export async function claimantOf(
  store: EventStore,
  stream: ClaimStream,
): Promise<Claimant | undefined> {
  const reading = await readClaimStream(store, stream, { nowMs: Date.now, mayHold: () => true });
  return reading.kind === 'free' ? undefined : { holder: reading.holder, thing: reading.thing };
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
