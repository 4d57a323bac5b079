import { dropSnapshots } from '@chargebook/database';
import { streamNameOf } from '@chargebook/kernel';

import { eventually } from '../support/eventually';
import { onDatabase } from '../support/on-database';
import { ApiSession } from './api-session';
import { type BareLog } from './bare-log';
import { type BenchBook, withBook } from './bench-book';
import { fillLog } from './book-log';
import { type Figure, medianOf, milliseconds, spreadOf } from './figures';
import { CHARGERS, EVENTS, type LargeSite, largeSites, readParsed } from './large-sites';
import { expectStatus } from './load';
import { memoryFigure } from './memory';
import { pick } from './pick';
import { type StartedProcess } from './started-process';

const SITE_COUNT = 3;
const WARM_COMMANDS = 200;
const LONGEST_COLD_MS = { postgres: 300, eventstoredb: 1_500 } as const;
const LONGEST_WARM_MS = 10;

/**
 * An edit on a site with a long history: the first of a process where its fold was kept beside the
 * log, and where not, as after a deployment; and the later ones.
 */
export function benchLargeSite(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const sites = largeSites(SITE_COUNT);
    const store = await book.openStore();
    await fillLog(
      store,
      sites.map(({ stream }) => stream),
    );
    const readMs = medianOf(await eachInTurn(sites, ({ siteId }) => readParsed(store, siteId)));
    await store.close();
    const { bareLog } = book;
    const bareMs = bareLog && medianOf(await eachInTurn(sites, (site) => readBare(bareLog, site)));
    const restarted = await startAgain(book);
    const coldMs = await firstEdits(book, restarted, sites);
    await restarted.stop();
    await forgetFolds(book);
    const service = await book.startService();
    const readingMs = await firstEdits(book, service, sites);
    await untilKept(book);
    const session = await ApiSession.open(book, service);
    const warmMs: number[] = [];
    for (let index = 0; index < WARM_COMMANDS; index += 1) {
      warmMs.push(await edit(session, pick(sites, index), index));
    }
    const previewMs: number[] = [];
    for (let index = 0; index < WARM_COMMANDS; index += 1) {
      previewMs.push(await preview(session, pick(sites, index), index));
    }
    session.close();
    const measured = { readMs, bareMs, coldMs, readingMs, warmMs, previewMs };
    return [...figuresOf(measured), memoryFigure('large-site', service)];
  });
}

/**
 * A first start looks at every site: lists and policies read the log from its beginning, and the
 * folds of long streams are kept.
 */
async function startAgain(book: BenchBook): Promise<StartedProcess> {
  const first = await book.startService();
  await untilKept(book);
  await first.stop();
  return book.startService();
}

function untilKept({ url }: BenchBook): Promise<void> {
  return onDatabase(url, (client) =>
    eventually(async () => {
      const { rows } = await client.query('select 1 from public.stream_snapshots');
      if (rows.length < SITE_COUNT) throw new Error(`${rows.length} folds are kept`);
    }, 30_000),
  );
}

function forgetFolds({ url }: BenchBook): Promise<void> {
  return onDatabase(url, dropSnapshots);
}

/** Milliseconds of the first edit of each site in the process. */
async function firstEdits(
  book: BenchBook,
  service: StartedProcess,
  sites: readonly LargeSite[],
): Promise<readonly number[]> {
  const session = await ApiSession.open(book, service);
  const tookMs = await eachInTurn(sites, (site) => edit(session, site, 100));
  session.close();
  return tookMs;
}

async function eachInTurn(
  sites: readonly LargeSite[],
  measure: (site: LargeSite) => Promise<number>,
): Promise<readonly number[]> {
  const measured: number[] = [];
  for (const site of sites) measured.push(await measure(site));
  return measured;
}

async function readBare(bareLog: BareLog, { siteId }: LargeSite): Promise<number> {
  return (await bareLog.readStream(streamNameOf('site', siteId))).elapsedMs;
}

/** Decided twice: with a version that nobody saw, which tells the present one, and with that. */
async function edit(
  session: ApiSession,
  { siteId, chargerId }: LargeSite,
  index: number,
): Promise<number> {
  const path = `/v1/sites/${siteId}/chargers/${chargerId}`;
  const body = { parking: `W${index}` };
  const sentAtMs = performance.now();
  const stale = { method: 'PATCH', path, body, headers: { 'If-Match': '"0"' } } as const;
  const refused = expectStatus(await session.send(stale), 412);
  const etag = refused.header('etag') ?? '';
  const refusedMs = performance.now() - sentAtMs;
  const resentAtMs = performance.now();
  expectStatus(await session.send({ ...stale, headers: { 'If-Match': etag } }), 200);
  const editedMs = performance.now() - resentAtMs;
  return Math.max(refusedMs, editedMs);
}

async function preview(
  session: ApiSession,
  { siteId, chargerId }: LargeSite,
  index: number,
): Promise<number> {
  const path = `/v1/sites/${siteId}/chargers/${chargerId}/preview`;
  const sentAtMs = performance.now();
  const body = { parking: `W${index}`, limitAmps: 6 + (index % 70) };
  expectStatus(await session.send({ method: 'POST', path, body }), 200);
  return performance.now() - sentAtMs;
}

interface Measured {
  readonly readMs: number;
  /** Undefined where the log is in PostgreSQL. */
  readonly bareMs: number | undefined;
  readonly coldMs: readonly number[];
  readonly readingMs: readonly number[];
  readonly warmMs: readonly number[];
  readonly previewMs: readonly number[];
}

function coldFigure(what: string, tookMs: readonly number[], { readMs, bareMs }: Measured): Figure {
  const coldMs = medianOf(tookMs);
  const bare = bareMs === undefined ? '' : `, ${(coldMs / bareMs).toFixed(2)} of bare readStream`;
  const longestMs = LONGEST_COLD_MS[bareMs === undefined ? 'postgres' : 'eventstoredb'];
  return {
    bench: 'large-site',
    what: `${what} (median of ${SITE_COUNT})`,
    measured:
      `${milliseconds(coldMs)}, ${(coldMs / readMs).toFixed(2)} of a parsed read ` +
      `of the stream (${milliseconds(readMs)})${bare}`,
    goal: `< ${longestMs} ms`,
    isMet: coldMs < longestMs,
  };
}

function figuresOf(measured: Measured): readonly Figure[] {
  const warm = spreadOf(measured.warmMs);
  const asked = spreadOf(measured.previewMs);
  const what = `a command on ${CHARGERS} chargers and ${EVENTS} events`;
  return [
    coldFigure(`${what}, cold, its fold kept`, measured.coldMs, measured),
    coldFigure(`${what}, cold, read whole`, measured.readingMs, measured),
    {
      bench: 'large-site',
      what: `${what}, warm: p50 and p99`,
      measured: `${milliseconds(warm.p50Ms)}, ${milliseconds(warm.p99Ms)}`,
      goal: `p99 < ${LONGEST_WARM_MS} ms`,
      isMet: warm.p99Ms < LONGEST_WARM_MS,
    },
    {
      bench: 'large-site',
      what: `a preview of an edit there, warm: p50 and p99`,
      measured: `${milliseconds(asked.p50Ms)}, ${milliseconds(asked.p99Ms)}`,
      goal: `p99 < ${LONGEST_WARM_MS} ms`,
      isMet: asked.p99Ms < LONGEST_WARM_MS,
    },
  ];
}
