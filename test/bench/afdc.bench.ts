import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';

import { addChargerAt, ApiSession, freshChargerId, type Place } from './api-session';
import { withBook } from './bench-book';
import { fillLog, type LoggedStream } from './book-log';
import { type BenchRequest } from './connection';
import { type Figure, milliseconds, perSecond, spreadOf } from './figures';
import { putUnderLoad } from './load';
import { memoryFigure } from './memory';
import { panelAdded, siteAdded } from './site-events';

/** The data stay where they are: beside the checkout, not in it. */
const FILE = join('..', 'shared', 'data', 'afdc-ny', 'stations.csv');
const CLIENTS = 32;
const LONGEST_SECONDS = 30;

const PORTS = [
  { column: 'EV Level1 EVSE Num', limitAmps: 16 },
  { column: 'EV Level2 EVSE Num', limitAmps: 32 },
  { column: 'EV DC Fast Count', limitAmps: 200 },
] as const;

type Station = Readonly<Record<string, string>>;

interface Planned {
  readonly streams: readonly LoggedStream[];
  readonly chargers: readonly BenchRequest[];
}

/** Every public charging port of New York State, added over HTTP at its station. */
export function benchAfdc(): Promise<readonly Figure[]> {
  const file = join(process.cwd(), FILE);
  if (!existsSync(file)) return Promise.resolve([missing(file)]);
  const { streams, chargers } = plan(parse(readFileSync(file), { columns: true, bom: true }));
  return withBook(async (book) => {
    const store = await book.openStore();
    await fillLog(store, streams);
    await store.close();
    const service = await book.startService();
    const session = await ApiSession.open(book, service);
    const left = chargers[Symbol.iterator]();
    const { target } = session;
    const next = (): BenchRequest | undefined => left.next().value as BenchRequest | undefined;
    const loaded = await putUnderLoad({ target, clients: CLIENTS, status: 201, next });
    session.close();
    const { p50Ms, p99Ms } = spreadOf(loaded.durationsMs);
    const seconds = loaded.elapsedMs / 1_000;
    const stations = streams.filter(({ category }) => category === 'site').length;
    const added: Figure = {
      bench: 'afdc',
      what: `${chargers.length} chargers at ${stations} stations over HTTP, ${CLIENTS} clients`,
      measured:
        `${seconds.toFixed(1)} s (${perSecond(loaded.requestsPerSecond, 'adds')}, ` +
        `p50 ${milliseconds(p50Ms)}, p99 ${milliseconds(p99Ms)})`,
      goal: `< ${LONGEST_SECONDS} s`,
      isMet: seconds < LONGEST_SECONDS,
    };
    return [added, memoryFigure('afdc', service)];
  });
}

function missing(file: string): Figure {
  const measured = `not run: ${file} is not there`;
  return { bench: 'afdc', what: 'the stations of New York', measured, goal: '', isMet: undefined };
}

/** An account per network, a site and one main panel per station. */
function plan(stations: readonly Station[]): Planned {
  const accountIds = new Map<string, string>();
  for (const { 'EV Network': network = '' } of stations) {
    if (!accountIds.has(network)) accountIds.set(network, randomUUID());
  }
  const accounts = [...accountIds].map(([network, id]): LoggedStream => ({
    category: 'account',
    id,
    accountId: id,
    events: [{ type: 'AccountAdded', data: { accountId: id as never, name: network || 'None' } }],
  }));
  const planned = stations.map((station) => {
    const accountId = accountIds.get(station['EV Network'] ?? '') ?? '';
    const place = { siteId: randomUUID(), panelId: randomUUID() };
    return { stream: siteOf(station, place, accountId), chargers: chargersOf(station, place) };
  });
  return {
    streams: [...accounts, ...planned.map(({ stream }) => stream)],
    chargers: planned.flatMap(({ chargers }) => chargers),
  };
}

function siteOf(station: Station, place: Place, accountId: string): LoggedStream {
  const { siteId: id, panelId } = place;
  const name = (station['Station Name'] ?? '').trim().slice(0, 100) || 'Station';
  return {
    category: 'site',
    id,
    accountId,
    events: [
      siteAdded({ id, accountId, name }),
      panelAdded({ siteId: id, panelId, name: 'Main', parentPanelId: null }),
    ],
  };
}

function chargersOf(station: Station, place: Place): readonly BenchRequest[] {
  const limits = PORTS.flatMap(({ column, limitAmps }) =>
    Array.from({ length: Number(station[column] || 0) }, () => limitAmps),
  );
  return limits.map((limitAmps) => {
    const request = addChargerAt(place, freshChargerId());
    return { ...request, body: { ...request.body, limitAmps } };
  });
}
