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
import { type Deadline } from './deadline';

const PAUSE_MS = 50;

export interface Append {
  readonly stream: StreamName;
  readonly expected: Revision | 'no-stream';
  readonly events: readonly NewEvent[];
}

/**
 * Appends; where the answer was lost, sends the same ids at the same revision again until the
 * deadline, so that the outcome becomes known (DESIGN 4). A try that is under
 * way then is the last.
 * @throws WrongExpectedRevision, AppendOutcomeUnknown, EventTooLarge, StoreUnavailable
 */
export async function appendSurely(
  store: EventStore,
  append: Append,
  deadline: Deadline,
): Promise<AppendReceipt> {
  let unknown: AppendOutcomeUnknown | undefined;
  for (;;) {
    try {
      return await store.append(append.stream, append.expected, append.events);
    } catch (error) {
      if (error instanceof AppendOutcomeUnknown) unknown = error;
      // A store that is away after a lost answer leaves the first try's outcome unknown.
      else if (!(error instanceof StoreUnavailable) || unknown === undefined) throw error;
    }
    await jitteredPause(PAUSE_MS);
    if (deadline.hasPassed) throw unknown;
  }
}
