import { randomUUID } from 'node:crypto';

import { type EventStore, type StreamName } from '@chargebook/event-store';
import { streamNameOf } from '@chargebook/kernel';
import { type ChargerIdentity, type SiteEvent, type SiteId } from '@chargebook/site/contracts';

import { ApiSession } from './api-session';
import { type BareLog } from './bare-log';
import { withBook } from './bench-book';
import { fillLog, type LoggedStream } from './book-log';
import { chargerEvents, type LoggedBook } from './charger-events';
import { planBook } from './charger-log';
import { type Figure, medianOf, milliseconds, spreadOf } from './figures';
import { expectStatus } from './load';
import { memoryFigure } from './memory';
import { pick } from './pick';
import { panelAdded, siteAdded } from './site-events';

const SITE_COUNT = 3;
const CHARGERS = 1_000;
const EVENTS = 50_000;
const WARM_COMMANDS = 200;
const LONGEST_COLD_MS = { postgres: 300, eventstoredb: 1_500 } as const;
const LONGEST_WARM_MS = 10;

interface LargeSite {
  readonly siteId: string;
  readonly chargerId: string;
  readonly stream: LoggedStream;
}

/** An edit on a site with a long history: the first of a process, and the later ones. */
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
    const service = await book.startService();
    const session = await ApiSession.open(book, service);
    const coldMs = await eachInTurn(sites, (site) => edit(session, site, 100));
    const warmMs: number[] = [];
    for (let index = 0; index < WARM_COMMANDS; index += 1) {
      warmMs.push(await edit(session, pick(sites, index), index));
    }
    const previewMs: number[] = [];
    for (let index = 0; index < WARM_COMMANDS; index += 1) {
      previewMs.push(await preview(session, pick(sites, index), index));
    }
    session.close();
    const measured = { readMs, bareMs, coldMs, warmMs, previewMs };
    return [...figuresOf(measured), memoryFigure('large-site', service)];
  });
}

async function eachInTurn(
  sites: readonly LargeSite[],
  measure: (site: LargeSite) => Promise<number>,
): Promise<readonly number[]> {
  const measured: number[] = [];
  for (const site of sites) measured.push(await measure(site));
  return measured;
}

function largeSites(count: number): readonly LargeSite[] {
  const book = planBook(count * CHARGERS);
  return Array.from({ length: count }, (_, index) => largeSite(book, index));
}

function largeSite(book: LoggedBook, index: number): LargeSite {
  const siteId = randomUUID() as string as SiteId;
  const panelId = randomUUID() as string as Parameters<typeof chargerEvents>[1]['panelId'];
  const accountId = pick(book.accountIds, index);
  const added = Array.from({ length: CHARGERS }, (_, place) =>
    chargerEvents(book, { siteId, panelId, number: index * CHARGERS + place }),
  );
  // A charger that is retired at once takes no further change.
  const living = added.filter((events) => events.at(-1)?.type !== 'ChargerRetired');
  const ids = living.map((events) => idOf(events));
  const events = [
    siteAdded({ id: siteId, accountId, name: `Large ${index}` }),
    panelAdded({ siteId, panelId, name: 'Main', parentPanelId: null }),
    ...added.flat(),
  ];
  const changes = Array.from({ length: EVENTS - events.length }, (_, place): SiteEvent => {
    const of = { siteId, id: pick(ids, place) };
    return place % 2 === 0
      ? { type: 'ChargerLimitChanged', data: { ...of, limitAmps: 6 + (place % 70) } }
      : { type: 'ParkingChanged', data: { ...of, parking: `P${place}` } };
  });
  const stream = { category: 'site', id: siteId, accountId, events: [...events, ...changes] };
  return { siteId, chargerId: pick(ids, 0), stream: stream as LoggedStream };
}

function idOf([first]: readonly SiteEvent[]): ChargerIdentity {
  if (first?.type === 'ChargerAdded') return first.data.id;
  throw new Error('a charger begins with its event');
}

async function readParsed(store: EventStore, siteId: string): Promise<number> {
  const startedAtMs = performance.now();
  const stream = streamNameOf('site', siteId) as StreamName;
  for await (const page of store.readStream(stream, 'start')) {
    for (const { data, metadata } of page)
      [data, metadata].map((text) => JSON.parse(text) as object);
  }
  return performance.now() - startedAtMs;
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

function figuresOf(measured: {
  readonly readMs: number;
  /** Undefined where the log is in PostgreSQL. */
  readonly bareMs: number | undefined;
  readonly coldMs: readonly number[];
  readonly warmMs: readonly number[];
  readonly previewMs: readonly number[];
}): readonly Figure[] {
  const coldMs = medianOf(measured.coldMs);
  const { readMs, bareMs } = measured;
  const bare = bareMs === undefined ? '' : `, ${(coldMs / bareMs).toFixed(2)} of bare readStream`;
  const longestColdMs = LONGEST_COLD_MS[bareMs === undefined ? 'postgres' : 'eventstoredb'];
  const warm = spreadOf(measured.warmMs);
  const asked = spreadOf(measured.previewMs);
  const what = `a command on ${CHARGERS} chargers and ${EVENTS} events`;
  return [
    {
      bench: 'large-site',
      what: `${what}, cold (median of ${SITE_COUNT})`,
      measured:
        `${milliseconds(coldMs)}, ${(coldMs / readMs).toFixed(2)} of a parsed read ` +
        `of the stream (${milliseconds(readMs)})${bare}`,
      goal: `< ${longestColdMs} ms`,
      isMet: coldMs < longestColdMs,
    },
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
