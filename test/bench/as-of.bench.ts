import { ApiSession } from './api-session';
import { withBook } from './bench-book';
import { fillLog } from './book-log';
import { type Figure, medianOf, milliseconds } from './figures';
import { CHARGERS, EVENTS, type LargeSite, largeSites, readParsed } from './large-sites';
import { expectStatus } from './load';
import { memoryFigure } from './memory';

const SITE_COUNT = 3;
const LONGEST_COLD_MS = 1_000;
const WARM_READS = 50;

/** How a site with a long history was: the first time of a process, and again. */
export function benchAsOf(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const sites = largeSites(SITE_COUNT);
    const store = await book.openStore();
    await fillLog(
      store,
      sites.map(({ stream }) => stream),
    );
    const readMs: number[] = [];
    for (const { siteId } of sites) readMs.push(await readParsed(store, siteId));
    const head = await store.head();
    await store.close();
    const service = await book.startService();
    const session = await ApiSession.open(book, service);
    const coldMs: number[] = [];
    for (const site of sites) coldMs.push(await timed(session, chargerOf(site, `asOf=${head}`)));
    const warmMs: number[] = [];
    for (let index = 0; index < WARM_READS; index += 1) {
      for (const site of sites) warmMs.push(await timed(session, chargerOf(site, `asOf=${head}`)));
    }
    const historyMs: number[] = [];
    for (const site of sites) historyMs.push(await timed(session, historyOf(site)));
    session.close();
    const measured = { readMs, coldMs, warmMs, historyMs };
    return [...figuresOf(measured), memoryFigure('as-of', service)];
  });
}

function chargerOf({ siteId, chargerId }: LargeSite, query: string): string {
  return `/v1/sites/${siteId}/chargers/${chargerId}?${query}`;
}

function historyOf({ siteId, chargerId }: LargeSite): string {
  return `/v1/sites/${siteId}/chargers/${chargerId}/history?sort=-position`;
}

async function timed(session: ApiSession, path: string): Promise<number> {
  const sentAtMs = performance.now();
  expectStatus(await session.send({ method: 'GET', path }), 200);
  return performance.now() - sentAtMs;
}

type Measured = Readonly<Record<'readMs' | 'coldMs' | 'warmMs' | 'historyMs', readonly number[]>>;

function figuresOf({ readMs, coldMs, warmMs, historyMs }: Measured): readonly Figure[] {
  const read = medianOf(readMs);
  const what = `of a charger among ${CHARGERS} of ${EVENTS} events`;
  const figure = (name: string, ms: readonly number[], longestMs: number): Figure => ({
    bench: 'as-of',
    what: `${name} ${what} (median)`,
    measured: `${milliseconds(medianOf(ms))}, ${(medianOf(ms) / read).toFixed(2)} of a parsed read`,
    goal: `< ${longestMs} ms`,
    isMet: medianOf(ms) < longestMs,
  });
  return [
    figure('the past, cold,', coldMs, LONGEST_COLD_MS),
    figure('the past, warm,', warmMs, LONGEST_COLD_MS / 10),
    figure('a page of the history', historyMs, LONGEST_COLD_MS),
  ];
}
