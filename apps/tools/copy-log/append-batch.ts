import {
  type CopyTarget,
  isOutage,
  MAX_APPEND_BYTES,
  OrderBroken,
  type PlacedEvent,
  sizeOf,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { CopyRefused, nameOf } from './copy-refused';
import { overOutage } from './over-outage';

/** So many go together: few calls, and little to send again. */
const BATCH_EVENTS = 1_000;

/** The events of all pages in order, cut where a batch would be over its bounds. */
export async function* inBatches<Event extends PlacedEvent>(
  pages: AsyncIterable<readonly Event[]>,
): AsyncGenerator<readonly Event[]> {
  let batch: Event[] = [];
  let sizeBytes = 0;
  for await (const page of pages) {
    for (const event of page) {
      const ownBytes = sizeOf(event);
      const isOver = batch.length === BATCH_EVENTS || sizeBytes + ownBytes > MAX_APPEND_BYTES;
      if (isOver && batch.length > 0) {
        yield batch;
        [batch, sizeBytes] = [[], 0];
      }
      batch.push(event);
      sizeBytes += ownBytes;
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Appends all of them, over an outage too. What the target refuses is named, and all before it
 * stands then. @throws CopyRefused, StoreUnavailable or AppendOutcomeUnknown after the limit
 */
export async function appendBatch(
  target: Pick<CopyTarget, 'appendInOrder'>,
  events: readonly PlacedEvent[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await overOutage(() => target.appendInOrder(events), signal);
  } catch (error) {
    const [first] = events;
    if (first === undefined || isOutage(error) || signal.aborted) throw error;
    if (error instanceof WrongExpectedRevision) throw somebodyWrites(error);
    if (error instanceof OrderBroken) throw new CopyRefused(error.message, { cause: error });
    if (events.length === 1) throw refusalOf(first, error);
    const middle = Math.ceil(events.length / 2);
    await appendBatch(target, events.slice(0, middle), signal);
    await appendBatch(target, events.slice(middle), signal);
  }
}

function somebodyWrites(error: WrongExpectedRevision): CopyRefused {
  return new CopyRefused(`somebody else writes to the target: ${error.message}`, { cause: error });
}

function refusalOf(event: PlacedEvent, cause: unknown): CopyRefused {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CopyRefused(`the target cannot hold ${nameOf(event)}: ${reason}`, { cause });
}
