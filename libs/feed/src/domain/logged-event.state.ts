import { type EventMetadata } from '@chargebook/kernel';

/** An event as it stands in the log, as far as the feed hands it out. */
export interface LoggedEvent {
  readonly id: string;
  readonly stream: string;
  /** The part of the stream's name before the dash. */
  readonly category: string;
  readonly revision: bigint;
  readonly position: string;
  readonly type: string;
  /** The exact text that was appended. */
  readonly dataText: string;
  readonly metadata: EventMetadata;
}
