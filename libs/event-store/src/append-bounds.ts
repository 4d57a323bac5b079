import { EventTooLarge } from './errors';
import {
  MAX_APPEND_BYTES,
  MAX_APPEND_EVENTS,
  MAX_EVENT_BYTES,
  type NewEvent,
  type PlacedEvent,
  type StreamName,
} from './event-store.port';

/** Events of a copy that were held to the bounds. */
export type CopiedEvents = readonly [PlacedEvent, ...PlacedEvent[]];

/**
 * Size in bytes of an append that is within the bounds, the same on every engine.
 * @throws EventTooLarge when one event or all of them are over their bound in bytes
 * @throws RangeError for an append of no event or of too many: a mistake of the caller
 */
export function sizeWithinBounds(stream: StreamName, events: readonly NewEvent[]): number {
  assertCountWithinBounds(events);
  const sizes = events.map(sizeOf);
  const largest = Math.max(...sizes);
  if (largest > MAX_EVENT_BYTES) throw new EventTooLarge(stream, largest, MAX_EVENT_BYTES);
  return totalWithinBounds(stream, sizes);
}

/**
 * Holds the events of a copy to the bounds of one append. What a log has was let in once: a single
 * one may be as large as all of them together.
 * @throws EventTooLarge, RangeError as `sizeWithinBounds` does
 */
export function assertCopyWithinBounds(
  events: readonly PlacedEvent[],
): asserts events is CopiedEvents {
  assertCountWithinBounds(events);
  totalWithinBounds(events[0].stream, events.map(sizeOf));
}

/** Bytes that count for the bounds: the event's texts. */
export function sizeOf(event: NewEvent): number {
  return Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);
}

function assertCountWithinBounds<Item>(
  events: readonly Item[],
): asserts events is readonly [Item, ...Item[]] {
  if (events.length > 0 && events.length <= MAX_APPEND_EVENTS) return;
  throw new RangeError(`an append holds 1 to ${MAX_APPEND_EVENTS} events, not ${events.length}`);
}

function totalWithinBounds(stream: StreamName, sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MAX_APPEND_BYTES) throw new EventTooLarge(stream, total, MAX_APPEND_BYTES);
  return total;
}
