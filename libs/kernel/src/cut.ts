import { type Position, type RecordedEvent } from '@chargebook/event-store';

import { type Instant } from './envelope';
import { type DecodedEvent } from './event-codec';

/**
 * Where the past is cut. Per stream the longest prefix before the cut counts: what stands at the
 * position counts still, what was recorded at the instant does not (RULES 26).
 */
export type Cut =
  | { readonly kind: 'position'; readonly position: Position }
  | { readonly kind: 'instant'; readonly instant: Instant };

/** Where an event stands, and when it was recorded. */
export interface Placed {
  readonly position: Position;
  readonly recordedAt: Instant;
}

/** Whether an event counts. Within a stream, once one does not, none behind it does. */
export function isBefore(cut: Cut, { position, recordedAt }: Placed): boolean {
  return cut.kind === 'position' ? position <= cut.position : recordedAt < cut.instant;
}

/** Of cuts of one kind the earlier one comes first. */
export function compareCuts(one: Cut, other: Cut): number {
  const [text, otherText] = [textOf(one), textOf(other)];
  if (text === otherText) return 0;
  return text < otherText ? -1 : 1;
}

/** Positions and instants both sort as text. */
function textOf(cut: Cut): string {
  return cut.kind === 'position' ? cut.position : cut.instant;
}

/** The place of an event that was read and decoded. */
export function placeOf(recorded: RecordedEvent, { metadata }: DecodedEvent): Placed {
  return { position: recorded.position, recordedAt: metadata.recordedAt };
}
