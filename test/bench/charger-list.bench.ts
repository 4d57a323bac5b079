import { ApiSession } from './api-session';
import { type BenchBook, withBook } from './bench-book';
import { fillLog } from './book-log';
import { type LoggedBook } from './charger-events';
import { chargerStreams, planBook } from './charger-log';
import { type Figure, medianOf, milliseconds, perSecond, type Spread, spreadOf } from './figures';
import { expectStatus } from './load';
import { type ListQuery, otherQueries, writtenQueries } from './list-queries';
import { memoryFigure } from './memory';
import { pick } from './pick';
import { replayFigures } from './replay';

const WARM_UPS = 5;
const SAMPLES = 100;
const LONGEST_P99_MS = 20;
/** The statement limit, and what a request costs beside it. */
const LONGEST_REFUSAL_MS = 350;

interface Answered extends Spread {
  readonly name: string;
}

/** Fills a log with so many chargers, replays it into the list, and asks the list. */
export function benchChargerList(bench: string, chargerCount: number): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const logged = planBook(chargerCount);
    const filled = await fill(bench, book, logged);
    const service = await book.startService();
    const session = await ApiSession.open(book, service);
    const asked = await askList(bench, session, logged);
    session.close();
    return [...filled, ...asked, memoryFigure(bench, service)];
  });
}

async function fill(
  bench: string,
  book: BenchBook,
  logged: LoggedBook,
): Promise<readonly Figure[]> {
  const store = await book.openStore();
  try {
    const startedAtMs = performance.now();
    const count = await fillLog(store, chargerStreams(logged));
    const perSecondWritten = (count / (performance.now() - startedAtMs)) * 1_000;
    const written: Figure = {
      bench,
      what: `fill of ${logged.chargerCount} chargers through the port`,
      measured: perSecond(perSecondWritten, 'events'),
      goal: '',
      isMet: undefined,
    };
    return [written, ...(await replayFigures(bench, { store, book }))];
  } finally {
    await store.close();
  }
}

async function askList(
  bench: string,
  session: ApiSession,
  logged: LoggedBook,
): Promise<readonly Figure[]> {
  const yardstick = await answered(session, '/v1/me');
  const lists: Answered[] = [];
  for (const query of writtenQueries(logged)) lists.push(await answeredList(session, query));
  const panels = await answeredPanels(session, logged);
  return [
    ...[...lists, panels].map((list) => pageFigure(bench, list)),
    summaryOf(bench, lists, yardstick),
    ...(await otherFigures(bench, session, logged)),
  ];
}

function pageFigure(bench: string, { name, p50Ms, p99Ms }: Answered): Figure {
  return {
    bench,
    what: `list, ${name}: p50 and p99`,
    measured: `${milliseconds(p50Ms)}, ${milliseconds(p99Ms)}`,
    goal: `p99 < ${LONGEST_P99_MS} ms`,
    isMet: p99Ms < LONGEST_P99_MS,
  };
}

function summaryOf(bench: string, lists: readonly Answered[], yardstick: Spread): Figure {
  const p50Ms = medianOf(lists.map((list) => list.p50Ms));
  return {
    bench,
    what: 'median page ÷ an answer without the database',
    measured: `${(p50Ms / yardstick.p50Ms).toFixed(1)} (${milliseconds(p50Ms)})`,
    goal: '',
    isMet: undefined,
  };
}

async function answeredList(session: ApiSession, list: ListQuery): Promise<Answered> {
  const spread = await answered(session, (sample) => `/v1/chargers?${list.query(sample)}`);
  return { name: list.name, ...spread };
}

/** What the web app offers to choose of: each panel with the sums of its chargers. */
async function answeredPanels(session: ApiSession, { accountIds }: LoggedBook): Promise<Answered> {
  const pathOf = (sample: number): string =>
    `/v1/panels?accountId=${pick(accountIds, sample)}&limit=200`;
  return { name: 'the panels of an account', ...(await answered(session, pathOf)) };
}

async function answered(
  session: ApiSession,
  path: string | ((sample: number) => string),
): Promise<Spread> {
  const durationsMs: number[] = [];
  for (let sample = -WARM_UPS; sample < SAMPLES; sample += 1) {
    const at = typeof path === 'string' ? path : path(sample + WARM_UPS);
    const sentAtMs = performance.now();
    const { status } = await session.send({ method: 'GET', path: at });
    const durationMs = performance.now() - sentAtMs;
    // A refused page is a miss of the goal, shown as such, and no reason to end.
    if (sample >= 0) durationsMs.push(status === 200 ? durationMs : Number.POSITIVE_INFINITY);
  }
  return spreadOf(durationsMs);
}

async function otherFigures(
  bench: string,
  session: ApiSession,
  logged: LoggedBook,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const query of otherQueries(logged)) {
    const sentAtMs = performance.now();
    const answer = await session.send({ method: 'GET', path: `/v1/chargers?${query}` });
    const durationMs = performance.now() - sentAtMs;
    const isRefused = answer.status === 503 && answer.body.includes('"query-too-slow"');
    if (!isRefused) expectStatus(answer, 200);
    figures.push({
      bench,
      what: `any other: ${query.replaceAll(/Id=[^&]*/g, 'Id=…')}`,
      measured: `${isRefused ? '503 query-too-slow' : '200'} in ${milliseconds(durationMs)}`,
      goal: `< ${LONGEST_REFUSAL_MS} ms`,
      isMet: durationMs < LONGEST_REFUSAL_MS,
    });
  }
  return figures;
}
