import { setTimeout as pause } from 'node:timers/promises';

import { isOutage } from '@chargebook/event-store';

/** An outage may last so long before the copy ends, to be run again later. */
const OUTAGE_LIMIT_MS = 60_000;
const RETRY_MS = 250;

/**
 * What may be done twice, tried again while its server is away.
 * @throws StoreUnavailable or AppendOutcomeUnknown after the limit, and the signal's reason
 */
export async function overOutage<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const limitMs = performance.now() + OUTAGE_LIMIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || performance.now() > limitMs) throw error;
      await pause(RETRY_MS, undefined, { signal });
    }
  }
}
