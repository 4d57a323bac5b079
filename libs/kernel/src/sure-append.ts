import {
  type AppendReceipt,
  AppendOutcomeUnknown,
  type EventStore,
  type NewEvent,
  type Revision,
  StoreUnavailable,
  type StreamName,
} from '@chargebook/event-store';

import { jitteredPause } from './clock';

const UNKNOWN_OUTCOME_BOUND_MS = 10_000;
const PAUSE_MS = 50;

export interface Append {
  readonly stream: StreamName;
  readonly expected: Revision | 'no-stream';
  readonly events: readonly NewEvent[];
}

/**
 * Appends; where the answer was lost, sends the same ids at the same revision again for up to 10 s,
 * so that the outcome becomes known (DESIGN 4).
 * @throws WrongExpectedRevision, AppendOutcomeUnknown, EventTooLarge, StoreUnavailable
 */
export async function appendSurely(store: EventStore, append: Append): Promise<AppendReceipt> {
  const deadlineMs = performance.now() + UNKNOWN_OUTCOME_BOUND_MS;
  let unknown: AppendOutcomeUnknown | undefined;
  for (;;) {
    try {
      return await store.append(append.stream, append.expected, append.events);
    } catch (error) {
      if (error instanceof AppendOutcomeUnknown) unknown = error;
      // A store that is away after a lost answer leaves the first try's outcome unknown.
      else if (!(error instanceof StoreUnavailable) || unknown === undefined) throw error;
      if (performance.now() > deadlineMs) throw unknown;
    }
    await jitteredPause(PAUSE_MS);
  }
}
