import { AppendOutcomeUnknown, StoreUnavailable } from '../errors';
import { type NewEvent, type PlacedEvent, type StreamName } from '../event-store.port';
import { type LogPlace } from '../position-token';
import { ConnectionLost, type Connections } from './connections';

/** Expected revision of a stream that does not exist yet. */
export const NO_STREAM = -1n;

export interface PendingAppend {
  readonly stream: StreamName;
  /** `NO_STREAM`, or the revision of the stream's last event. */
  readonly expected: bigint;
  readonly events: readonly NewEvent[];
  readonly sizeBytes: number;
}

export interface Verdict {
  /** Revision of the stream before the call, `NO_STREAM` when it did not exist. */
  readonly actual: bigint;
  /** Place of the last event when it was appended, now or before; undefined = refused. */
  readonly place: LogPlace | undefined;
}

export const APPEND = 'select * from public.event_log_append($1, $2, $3, $4, $5, $6)';

/**
 * Appends a group with at most one append per stream in one call that commits by itself.
 * Rejects with ConnectionLost when the outcome is not known, StoreUnavailable when nothing was
 * written, and with the server's refusal when one of the group is the cause.
 */
export async function writeGroup(
  connections: Connections,
  group: readonly PendingAppend[],
): Promise<ReadonlyMap<string, Verdict>> {
  const rows = await connections.rows(APPEND, columnsOf(group.flatMap(placed)));
  return new Map(
    rows.map(([stream, actual, position, incarnation]) => [
      String(stream),
      { actual: BigInt(actual ?? NO_STREAM), place: placeFrom(position, incarnation) },
    ]),
  );
}

/** What the caller of an append is told when the whole call failed. */
export function troubleFor(append: PendingAppend, error: unknown): unknown {
  return error instanceof ConnectionLost
    ? new AppendOutcomeUnknown(append.stream, error.cause)
    : error;
}

/** True when no append of the group is the cause, so that trying each alone makes no sense. */
export function isStoreTrouble(error: unknown): boolean {
  return error instanceof ConnectionLost || error instanceof StoreUnavailable;
}

/** The revision as the port says it. */
export function named(revision: bigint): bigint | 'no-stream' {
  return revision === NO_STREAM ? 'no-stream' : revision;
}

/** The arguments of `APPEND`. */
export function columnsOf(events: readonly PlacedEvent[]): readonly unknown[] {
  return [
    events.map((event) => event.stream),
    events.map((event) => String(event.revision)),
    events.map((event) => event.id),
    events.map((event) => event.type),
    events.map((event) => event.data),
    events.map((event) => event.metadata),
  ];
}

function placed({ stream, expected, events }: PendingAppend): readonly PlacedEvent[] {
  return events.map((event, index) => ({
    ...event,
    stream,
    revision: expected + BigInt(index) + 1n,
  }));
}

function placeFrom(
  position: string | null | undefined,
  incarnation: string | null | undefined,
): LogPlace | undefined {
  if (typeof position !== 'string') return undefined;
  return { position: BigInt(position), incarnation: Number(incarnation) };
}
