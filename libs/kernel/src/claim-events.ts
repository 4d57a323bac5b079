import { type NewEvent, type RecordedEvent, type StreamName } from '@chargebook/event-store';

import { type ClaimReading } from './claim-protocol';
import { type Instant } from './envelope';
import {
  type DecodedEvent,
  decodeEvent,
  encodeEvent,
  type KERNEL_EVENT_TYPES,
} from './event-codec';
import { derivedId } from './ids';

export type ClaimEventType = (typeof KERNEL_EVENT_TYPES)[number];

/** The command for whose sake a claim is taken, fenced or released. */
export interface Cause {
  readonly commandId: string;
  readonly correlationId: string;
}

/** An event of the kernel's own: the system writes it, it touches no ETag and no history. */
export function claimEventOf(
  type: ClaimEventType,
  data: object,
  origin: { readonly cause: Cause; readonly recordedAt: Instant },
): DecodedEvent {
  const { cause, recordedAt } = origin;
  const metadata = {
    $correlationId: cause.correlationId,
    $causationId: cause.commandId,
    actor: { id: 'system', role: 'system' },
    accountId: null,
    command: { id: cause.commandId, fingerprint: '', effect: 'changed', thing: '' },
    schemaVersion: 1,
    recordedAt,
    touches: [],
  } as const;
  return { type, data, metadata };
}

/**
 * The id names the data too: one command may fence two claims, in two processes, at one revision.
 */
export function encodeClaimEvent(
  stream: StreamName,
  revision: bigint,
  event: DecodedEvent,
): NewEvent {
  const { type, metadata } = event;
  const data = JSON.stringify(event.data);
  const cause = metadata.command.id;
  const { recordedAt } = metadata;
  const id = derivedId('kernel', type, data, cause, stream, `${revision}`, recordedAt);
  return encodeEvent(id, event, metadata);
}

/** What a claim stream says, by its last event. @throws NewerVersionNeeded, ForeignEvent */
export function readingOf(last: RecordedEvent | undefined, nowMs: number): ClaimReading {
  if (last === undefined) return { kind: 'free', revision: 'no-stream' };
  const { revision, stream } = last;
  const { data, metadata } = decodeEvent(last, {});
  if (last.type !== 'Claimed') return { kind: 'free', revision };
  const claimed = data as { holder: StreamName; thing: string; command: string };
  return {
    kind: 'claimed',
    revision,
    claimId: `${stream}@${revision}`,
    holder: claimed.holder,
    thing: claimed.thing,
    commandId: claimed.command,
    ageMs: nowMs - Date.parse(metadata.recordedAt),
  };
}
