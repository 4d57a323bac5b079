import { type Position, type RecordedEvent, type StreamName } from '@chargebook/event-store';

import { type EventMetadata, type Instant } from '../envelope';
import { emptyFold, type Folded, foldRecorded } from '../folded';
import { SHELF, type ShelfState } from './shelf';

/** The instant so many milliseconds after the beginning of 2026. */
export function instantAt(ms: number): Instant {
  return new Date(Date.UTC(2026, 0, 1) + ms).toISOString() as Instant;
}

export function metadataWith(members: Partial<EventMetadata> = {}): EventMetadata {
  return {
    $correlationId: 'correlation',
    $causationId: 'causation',
    actor: { id: 'anna', role: 'administrator' },
    accountId: 'account-1',
    command: { id: 'command', fingerprint: 'print', effect: 'changed', thing: 'a' },
    schemaVersion: 1,
    recordedAt: instantAt(0),
    touches: [],
    ...members,
  };
}

/** An event as read back; its revision is the fold's affair. */
export function recordedEvent(
  type: string,
  data: unknown,
  metadata: Partial<EventMetadata> = {},
): RecordedEvent {
  return {
    id: 'id',
    type,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadataWith(metadata)),
    stream: 'shelf-s' as StreamName,
    revision: 0n,
    position: '1-1' as Position,
  };
}

/** The shelf's fold of these events. */
export function foldOfEvents(...events: readonly RecordedEvent[]): Folded<ShelfState> {
  const folded = emptyFold(SHELF.decider.initial());
  for (const event of events) foldRecorded(SHELF, folded, event);
  return folded;
}
