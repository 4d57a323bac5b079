import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { type EventStore } from '@chargebook/event-store';
import { type RatePlanId } from '@chargebook/rate-plan/contracts';

import { addChargerAt, ApiSession, freshChargerId } from './api-session';
import { type BenchBook, withBook } from './bench-book';
import { fillLog, type LoggedStream } from './book-log';
import { type Figure, milliseconds, perSecond, spreadOf } from './figures';
import { expectStatus } from './load';
import { pick } from './pick';
import { type StartedProcess } from './started-process';

const BENCH = 'feed';
const STREAM_COUNT = 200;
const EVENTS_OF_A_STREAM = 200;
const PAGE_LIMIT = 1_000;
const MANY_READERS = 50;
const COMMAND_COUNT = 500;
const COMMANDS_PER_SECOND = 50;
const NO_GOAL = { goal: '', isMet: undefined } as const;

/** What a follower over HTTP gets of what the log itself gives, and how soon a stream tells. */
export function benchFeed(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const store = await book.openStore();
    await fillLog(store, ratePlans());
    const bare = await readLog(store);
    await store.close();
    const service = await book.startService();
    const url = `http://${service.host}:${service.port}/v1/events`;
    const one = await rateOf(url, book, 1);
    const many = await rateOf(url, book, MANY_READERS);
    const shares = [
      { what: 'one reader of pages ÷ raw read', rate: one },
      { what: `${MANY_READERS} readers of pages, each ÷ raw read`, rate: many },
    ].map(({ what, rate }) => {
      const measured = `${(rate / bare).toFixed(3)} (${perSecond(rate, 'events')})`;
      return { bench: BENCH, what, measured, ...NO_GOAL };
    });
    return [...shares, await streamFigure(url, book, service)];
  });
}

function* ratePlans(): Generator<LoggedStream> {
  for (let number = 0; number < STREAM_COUNT; number += 1) {
    const id = randomUUID();
    const ratePlanId = id as RatePlanId;
    const added = { ratePlanId, name: `Plan ${number}`, description: null };
    const renamed = Array.from({ length: EVENTS_OF_A_STREAM - 1 }, (_, index) => {
      return { type: 'RatePlanRenamed', data: { ratePlanId, name: `Name ${index}` } } as const;
    });
    const events = [{ type: 'RatePlanAdded', data: added } as const, ...renamed];
    yield { category: 'ratePlan', id, accountId: null, events };
  }
}

/** Events a second, neither parsed nor written down. */
async function readLog(store: EventStore): Promise<number> {
  const reading = new AbortController();
  const startedAtMs = performance.now();
  let count = 0;
  for await (const { events, caughtUp } of store.follow('start', reading.signal)) {
    count += events.length;
    if (caughtUp) break;
  }
  return (count * 1_000) / (performance.now() - startedAtMs);
}

/** Events a second of each reader, when so many read all of it at the same time. */
async function rateOf(url: string, { token }: BenchBook, readers: number): Promise<number> {
  const startedAtMs = performance.now();
  const counts = await Promise.all(Array.from({ length: readers }, () => readPages(url, token)));
  const elapsedMs = performance.now() - startedAtMs;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (total * 1_000) / elapsedMs / readers;
}

async function readPages(url: string, token: string): Promise<number> {
  let count = 0;
  let after = '';
  for (;;) {
    const answer = await fetch(`${url}?limit=${PAGE_LIMIT}${after}`, { headers: bearer(token) });
    const { items, position, hasMore } = (await answer.json()) as {
      items: readonly object[];
      position: string;
      hasMore: boolean;
    };
    count += items.length;
    if (!hasMore) return count;
    after = `&after=${position}`;
  }
}

/** How long after the answer to a command its event is in an open stream. */
async function streamFigure(
  url: string,
  book: BenchBook,
  service: StartedProcess,
): Promise<Figure> {
  const session = await ApiSession.open(book, service);
  const places = await session.makePlaces(4);
  const seenAtMs = new Map<string, number>();
  const leaving = new AbortController();
  const watching = watch(`${url}/stream?after=end`, book.token, { seenAtMs, leaving });
  await pause(500);
  const answeredAtMs = new Map<string, number>();
  const startedAtMs = performance.now();
  for (let number = 0; number < COMMAND_COUNT; number += 1) {
    const dueMs = startedAtMs + (number * 1_000) / COMMANDS_PER_SECOND;
    await pause(Math.max(0, dueMs - performance.now()));
    const added = await session.send(addChargerAt(pick(places, number), freshChargerId()));
    const position = expectStatus(added, 201).header('chargebook-position') ?? '';
    answeredAtMs.set(position, performance.now());
  }
  await pause(1_000);
  leaving.abort();
  await watching;
  session.close();
  const waits = [...answeredAtMs].map(([position, answeredMs]) => {
    const seenMs = seenAtMs.get(position);
    if (seenMs === undefined) throw new Error('an event did not come within a second');
    return Math.max(0, seenMs - answeredMs);
  });
  const measured = milliseconds(spreadOf(waits).p99Ms);
  return { bench: BENCH, what: 'append → stream, p99 at 50/s', measured, ...NO_GOAL };
}

async function watch(
  url: string,
  token: string,
  { seenAtMs, leaving }: { seenAtMs: Map<string, number>; leaving: AbortController },
): Promise<void> {
  const { signal } = leaving;
  try {
    const answer = await fetch(url, { headers: bearer(token), signal });
    for await (const line of linesOf(answer)) {
      if (line.startsWith('id: ')) seenAtMs.set(line.slice(4), performance.now());
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (text + String(chunk)).split('\n');
    text = lines.pop() ?? '';
    yield* lines;
  }
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
