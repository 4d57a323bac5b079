import { EventTooLarge } from './errors';
import {
  MAX_APPEND_BYTES,
  MAX_APPEND_EVENTS,
  MAX_EVENT_BYTES,
  type NewEvent,
  type StreamName,
} from './event-store.port';

/**
 * Size in bytes of an append that is within the bounds, the same on every engine.
 * @throws EventTooLarge when one event or all of them are over their bound in bytes
 * @throws RangeError for an append of no event or of too many: a mistake of the caller
 */
export function sizeWithinBounds(stream: StreamName, events: readonly NewEvent[]): number {
  if (events.length === 0 || events.length > MAX_APPEND_EVENTS) {
    throw new RangeError(`an append holds 1 to ${MAX_APPEND_EVENTS} events, not ${events.length}`);
  }
  const sizes = events.map(
    (event) => Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata),
  );
  const largest = Math.max(...sizes);
  if (largest > MAX_EVENT_BYTES) throw new EventTooLarge(stream, largest, MAX_EVENT_BYTES);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MAX_APPEND_BYTES) throw new EventTooLarge(stream, total, MAX_APPEND_BYTES);
  return total;
}
