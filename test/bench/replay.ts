import { openPool } from '@chargebook/database';
import { type EventStore } from '@chargebook/event-store';
import { type ProjectionGroup, ProjectionRunner } from '@chargebook/projections';
import { siteContext } from '@chargebook/site';

import { parserOf } from '../../apps/api/src/parse-event';
import { CONTEXTS } from '../../apps/api/src/contexts';
import { type Reading } from './bare-log';
import { type BenchBook } from './bench-book';
import { type Figure, perSecond } from './figures';

const LEAST_EVENTS_PER_SECOND = 30_000;
const LEAST_RATIO = 0.15;
const ALL_GROUPS = CONTEXTS.flatMap(({ groups }) => groups);

/** Fills the empty list from the log, indexes and all, beside one reading of the same log. */
export async function replayFigures(
  bench: string,
  { store, book }: { readonly store: EventStore; readonly book: BenchBook },
): Promise<readonly Figure[]> {
  const bareRead = await book.bareLog?.readLog();
  const read = await readParsed(store);
  const secondsOf = async (groups: readonly ProjectionGroup[]): Promise<number> =>
    (await fillTables(store, { url: book.url, groups })) / 1_000;
  const filledPerSecond = read.eventCount / (await secondsOf(siteContext.groups));
  const allPerSecond = read.eventCount / (await secondsOf(ALL_GROUPS));
  const share = (allPerSecond / filledPerSecond).toFixed(2);
  const readPerSecond = rateOf(read);
  const ratio = filledPerSecond / readPerSecond;
  const bare = bareRead && bareFigure(bench, { filledPerSecond, readPerSecond, bareRead });
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
    {
      bench,
      what: 'replay into all read models at once, with indexes',
      measured: `${perSecond(allPerSecond, 'events')} (${share} of the list alone)`,
      goal: '',
      isMet: undefined,
    },
    ...(bare === undefined ? [] : [bare]),
  ];
}

function rateOf({ eventCount, elapsedMs }: Reading): number {
  return eventCount / (elapsedMs / 1_000);
}

function bareFigure(
  bench: string,
  measured: {
    readonly filledPerSecond: number;
    readonly readPerSecond: number;
    readonly bareRead: Reading;
  },
): Figure {
  const barePerSecond = rateOf(measured.bareRead);
  const replayed = (measured.filledPerSecond / barePerSecond).toFixed(2);
  const read = (measured.readPerSecond / barePerSecond).toFixed(2);
  return {
    bench,
    what: 'replay, and the parsed read, ÷ bare readAll',
    measured: `${replayed}, ${read} (readAll ${perSecond(barePerSecond, 'events')})`,
    goal: '',
    isMet: undefined,
  };
}

async function readParsed(store: EventStore): Promise<Reading> {
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

/** Gives the milliseconds until the groups' tables, which are made anew, are filled and shown. */
async function fillTables(
  store: EventStore,
  { url, groups }: { readonly url: string; readonly groups: readonly ProjectionGroup[] },
): Promise<number> {
  const connections = { maxConnections: 10, statementTimeoutMs: 0 };
  const pool = openPool({ url, applicationName: 'replay', ...connections });
  await pool.query('drop schema if exists read cascade');
  const runner = new ProjectionRunner({
    pool,
    store,
    groups,
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
