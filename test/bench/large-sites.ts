import { randomUUID } from 'node:crypto';

import { type EventStore, type StreamName } from '@chargebook/event-store';
import { streamNameOf } from '@chargebook/kernel';
import { type ChargerIdentity, type SiteEvent, type SiteId } from '@chargebook/site/contracts';

import { type LoggedStream } from './book-log';
import { chargerEvents, type LoggedBook } from './charger-events';
import { planBook } from './charger-log';
import { pick } from './pick';
import { panelAdded, siteAdded } from './site-events';

export const CHARGERS = 1_000;
export const EVENTS = 50_000;

/** A site whose stream is long. */
export interface LargeSite {
  readonly siteId: string;
  readonly accountId: string;
  readonly chargerId: string;
  readonly stream: LoggedStream;
}

/** Sites of many chargers and very many changes, each of an account. */
export function largeSites(count: number): readonly LargeSite[] {
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
  return { siteId, accountId, chargerId: pick(ids, 0), stream: stream as LoggedStream };
}

function idOf([first]: readonly SiteEvent[]): ChargerIdentity {
  if (first?.type === 'ChargerAdded') return first.data.id;
  throw new Error('a charger begins with its event');
}

/** Milliseconds to read a site's stream with its texts parsed: what no answer is faster than. */
export async function readParsed(store: EventStore, siteId: string): Promise<number> {
  const startedAtMs = performance.now();
  const stream = streamNameOf('site', siteId) as StreamName;
  for await (const page of store.readStream(stream, 'start')) {
    for (const { data, metadata } of page)
      [data, metadata].map((text) => JSON.parse(text) as object);
  }
  return performance.now() - startedAtMs;
}
