import { openPool } from '@chargebook/database';
import { type EventStore } from '@chargebook/event-store';
import { ProjectionRunner } from '@chargebook/projections';
import { siteContext } from '@chargebook/site';

import { parserOf } from '../../apps/api/src/parse-event';
import { CONTEXTS } from '../../apps/api/src/contexts';
import { type Figure, perSecond } from './figures';

const LEAST_EVENTS_PER_SECOND = 30_000;
const LEAST_RATIO = 0.15;

/** Fills the empty list from the log, indexes and all, beside one reading of the same log. */
export async function replayFigures(
  bench: string,
  { store, url }: { readonly store: EventStore; readonly url: string },
): Promise<readonly Figure[]> {
  const read = await readParsed(store);
  const filledPerSecond = read.eventCount / ((await fillList(store, url)) / 1_000);
  const readPerSecond = read.eventCount / (read.elapsedMs / 1_000);
  const ratio = filledPerSecond / readPerSecond;
  return [
    {
      bench,
      what: `replay of ${read.eventCount} events into the list, with indexes`,
      measured: perSecond(filledPerSecond, 'events'),
      goal: `≥ ${LEAST_EVENTS_PER_SECOND}`,
      isMet: filledPerSecond >= LEAST_EVENTS_PER_SECOND,
    },
    {
      bench,
      what: 'replay ÷ parsed read of the log',
      measured: `${ratio.toFixed(2)} (read ${perSecond(readPerSecond, 'events')})`,
      goal: `≥ ${LEAST_RATIO}`,
      isMet: ratio >= LEAST_RATIO,
    },
  ];
}

async function readParsed(
  store: EventStore,
): Promise<{ readonly eventCount: number; readonly elapsedMs: number }> {
  const reading = new AbortController();
  const startedAtMs = performance.now();
  let eventCount = 0;
  for await (const { events, caughtUp } of store.follow('start', reading.signal)) {
    for (const { data, metadata } of events) {
      const parsed = [JSON.parse(data), JSON.parse(metadata)];
      if (parsed.every((part) => typeof part === 'object')) eventCount += 1;
    }
    if (caughtUp) reading.abort();
  }
  return { eventCount, elapsedMs: performance.now() - startedAtMs };
}

/** Gives the milliseconds until the list is filled, indexed and shown. */
async function fillList(store: EventStore, url: string): Promise<number> {
  const connections = { maxConnections: 10, statementTimeoutMs: 0 };
  const pool = openPool({ url, applicationName: 'replay', ...connections });
  const runner = new ProjectionRunner({
    pool,
    store,
    groups: siteContext.groups,
    parse: parserOf(CONTEXTS.flatMap(({ aggregates }) => aggregates)),
  });
  const startedAtMs = performance.now();
  runner.start();
  await runner.untilFilled();
  const elapsedMs = performance.now() - startedAtMs;
  await runner.stop();
  await pool.end();
  return elapsedMs;
}
