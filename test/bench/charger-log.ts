import { randomUUID } from 'node:crypto';

import { type PanelId, type SiteEvent, type SiteId } from '@chargebook/site/contracts';

import { type LoggedStream } from './book-log';
import {
  chargerEvents,
  CHARGERS_PER_ACCOUNT,
  CHARGERS_PER_DRIVER,
  type LoggedBook,
  PLACES,
} from './charger-events';
import { pick } from './pick';
import { panelAdded, siteAdded } from './site-events';

const SITES_PER_ACCOUNT = 50;
const CHARGERS_PER_SITE = CHARGERS_PER_ACCOUNT / SITES_PER_ACCOUNT;
/** Few, so that each has thousands of the chargers of a large book. */
const GROUPS = 25;

/** The ids of a book with so many chargers: full sites, accounts of 50 sites. */
export function planBook(chargerCount: number): LoggedBook {
  const siteCount = Math.ceil(chargerCount / CHARGERS_PER_SITE);
  const ids = (count: number): readonly string[] => Array.from({ length: count }, randomUUID);
  return {
    chargerCount,
    accountIds: ids(Math.ceil(siteCount / SITES_PER_ACCOUNT)),
    siteIds: ids(siteCount),
    mainPanelIds: ids(siteCount),
    driverIds: ids(Math.ceil(chargerCount / CHARGERS_PER_DRIVER)),
    groupIds: ids(GROUPS),
    ratePlanIds: ids(20),
  };
}

/** Everything that happened in the book, stream by stream. */
export function* chargerStreams(book: LoggedBook): Generator<LoggedStream> {
  for (const [index, id] of book.ratePlanIds.entries()) yield ratePlanStream(id, index);
  for (const [index, id] of book.accountIds.entries()) yield accountStream(id, index);
  for (const [index, id] of book.groupIds.entries()) yield groupStream(id, index);
  for (const index of book.driverIds.keys()) yield driverStream(book, index);
  for (const index of book.siteIds.keys()) yield siteStream(book, index);
}

/** Every fourth plan is archived. */
function ratePlanStream(id: string, index: number): LoggedStream {
  const ratePlanId = id as never;
  const data = { ratePlanId, name: `Plan ${index}`, description: null };
  const archived = { type: 'RatePlanArchived', data: { ratePlanId } } as const;
  return {
    category: 'ratePlan',
    id,
    accountId: null,
    events: [{ type: 'RatePlanAdded', data }, ...(index % 4 === 0 ? [archived] : [])],
  };
}

/** Every tenth account has lost its payment integration. */
function accountStream(id: string, index: number): LoggedStream {
  const data = { accountId: id as never, integration: 'payter' } as const;
  const disabled = { type: 'PaymentIntegrationDisabled', data } as const;
  return {
    category: 'account',
    id,
    accountId: id,
    events: [
      { type: 'AccountAdded', data: { accountId: id as never, name: `Account ${index}` } },
      { type: 'PaymentIntegrationEnabled', data },
      ...(index % 10 === 0 ? [disabled] : []),
    ],
  };
}

function groupStream(id: string, index: number): LoggedStream {
  const data = { groupId: id as never, accountId: null, name: `Group ${index}` };
  return { category: 'group', id, accountId: null, events: [{ type: 'GroupAdded', data }] };
}

/** Of the account whose chargers name the driver: else a policy would close them all. */
function driverStream(book: LoggedBook, index: number): LoggedStream {
  const id = pick(book.driverIds, index);
  const driversPerAccount = CHARGERS_PER_ACCOUNT / CHARGERS_PER_DRIVER;
  const accountId = pick(book.accountIds, Math.floor(index / driversPerAccount));
  const data = { externalId: `EMP-${index}`, groupIds: [], rfidCards: [] };
  const of = { driverId: id as never, accountId: accountId as never };
  const events = [{ type: 'DriverAdded', data: { ...of, ...data } }] as const;
  return { category: 'driver', id, accountId, events };
}

function siteStream(book: LoggedBook, index: number): LoggedStream {
  const id = pick(book.siteIds, index);
  const accountId = pick(book.accountIds, Math.floor(index / SITES_PER_ACCOUNT));
  const first = index * CHARGERS_PER_SITE;
  const count = Math.min(CHARGERS_PER_SITE, book.chargerCount - first);
  const children = [randomUUID(), randomUUID()];
  const chargers = Array.from({ length: count }, (_, place) =>
    chargerEvents(book, {
      siteId: id as SiteId,
      number: first + place,
      panelId: pick(children, place) as PanelId,
    }),
  );
  const events = [...placeEvents(book, index, { id, accountId, children }), ...chargers.flat()];
  return { category: 'site', id, accountId, events };
}

function placeEvents(
  book: LoggedBook,
  index: number,
  {
    id,
    accountId,
    children,
  }: { readonly id: string; readonly accountId: string; readonly children: readonly string[] },
): readonly SiteEvent[] {
  const mainId = pick(book.mainPanelIds, index) as PanelId;
  return [
    siteAdded({ id, accountId, name: `${pick(PLACES, index)} site ${index}` }),
    panelAdded({ siteId: id, panelId: mainId, name: 'Main', parentPanelId: null }),
    ...children.map((panelId, place) =>
      panelAdded({ siteId: id, panelId, name: `Level ${place}`, parentPanelId: mainId }),
    ),
  ];
}
