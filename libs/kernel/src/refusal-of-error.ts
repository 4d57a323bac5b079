import { AppendOutcomeUnknown, StreamCut } from '@chargebook/event-store';

import { ForeignEvent, NewerVersionNeeded } from './event-codec';
import { StreamBusy } from './mailbox';
import { type Refusal } from './outcome';

/**
 * What whoever asked is told of an error of the mailbox, the codec or the log, be it met by a
 * command or by a read; undefined for every other error.
 */
export function refusalOfError(error: unknown): Refusal | undefined {
  if (error instanceof StreamBusy) return { kind: 'busy' };
  if (error instanceof AppendOutcomeUnknown) return { kind: 'outcome-unknown' };
  if (error instanceof NewerVersionNeeded) {
    return { kind: 'newer-version-needed', eventType: error.eventType };
  }
  if (error instanceof ForeignEvent) return { kind: 'foreign-event', eventId: error.eventId };
  if (error instanceof StreamCut) return { kind: 'stream-cut', stream: error.stream };
  return undefined;
}
