import { randomUUID } from 'node:crypto';

import {
  type AccountId,
  type ChargerIdentity,
  type PanelId,
  type Scope,
  type SiteEvent,
  type SiteId,
} from '@chargebook/site/contracts';

import { type LoggedStream } from './book-log';

const CHARGERS_PER_SITE = 200;
const SITES_PER_ACCOUNT = 50;
const PLACES = ['North', 'South', 'East', 'West', 'Harbour', 'Market', 'Station', 'Airport'];
const DECKS = ['deck', 'garage', 'yard', 'lane', 'court'];
const LIMITS_AMPS = [10, 16, 20, 32, 40, 63, 80];
const LETTERS = 26;

/** What queries can ask for in a book that `chargerStreams` wrote. */
export interface LoggedBook {
  readonly chargerCount: number;
  readonly accountIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly mainPanelIds: readonly string[];
  readonly driverIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly ratePlanIds: readonly string[];
}

/** The ids of a book with so many chargers: full sites, accounts of 50 sites. */
export function planBook(chargerCount: number): LoggedBook {
  const siteCount = Math.ceil(chargerCount / CHARGERS_PER_SITE);
  const ids = (count: number): readonly string[] => Array.from({ length: count }, randomUUID);
  return {
    chargerCount,
    accountIds: ids(Math.ceil(siteCount / SITES_PER_ACCOUNT)),
    siteIds: ids(siteCount),
    mainPanelIds: ids(siteCount),
    driverIds: ids(Math.ceil(chargerCount / 100)),
    groupIds: ids(200),
    ratePlanIds: ids(20),
  };
}

/** Everything that happened in the book, stream by stream. */
export function* chargerStreams(book: LoggedBook): Generator<LoggedStream> {
  for (const [index, id] of book.ratePlanIds.entries()) yield ratePlanStream(id, index);
  for (const [index, id] of book.accountIds.entries()) yield accountStream(id, index);
  for (const index of book.siteIds.keys()) yield siteStream(book, index);
}

/** The text on the unit: two letters that 1 of 676 chargers have, and a number of its own. */
export function chargerIdOf(number: number): string {
  const first = letter(number * 7);
  const second = letter(Math.floor(number / LETTERS) * 11);
  return `${first}${second}-${String(number).padStart(7, '0')}`;
}

function letter(number: number): string {
  return String.fromCharCode(65 + (number % LETTERS));
}

/** Every fourth plan is archived. */
function ratePlanStream(id: string, index: number): LoggedStream {
  const ratePlanId = id as never;
  const data = { ratePlanId, name: `Plan ${index}`, description: null };
  const archived = { type: 'RatePlanArchived', data: { ratePlanId } } as const;
  return {
    ...{ category: 'ratePlan', id, accountId: null },
    events: [{ type: 'RatePlanAdded', data }, ...(index % 4 === 0 ? [archived] : [])],
  };
}

/** Every tenth account has lost its payment integration. */
function accountStream(id: string, index: number): LoggedStream {
  const data = { accountId: id as never, integration: 'payter' } as const;
  const disabled = { type: 'PaymentIntegrationDisabled', data } as const;
  return {
    ...{ category: 'account', id, accountId: id },
    events: [
      { type: 'AccountAdded', data: { accountId: id as never, name: `Account ${index}` } },
      { type: 'PaymentIntegrationEnabled', data },
      ...(index % 10 === 0 ? [disabled] : []),
    ],
  };
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

/** A site with energy management on, and no current without the back office. */
export function siteAdded(site: {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
}): SiteEvent {
  return {
    type: 'SiteAdded',
    data: {
      siteId: site.id as SiteId,
      accountId: site.accountId as AccountId,
      name: site.name,
      address: { line1: '1 Main St', city: 'Troy', region: 'NY', postalCode: '1', country: 'USA' },
      location: null,
      timeZone: 'America/New_York',
      ...{ type: null, description: null, externalId: null, memberRatePlanId: null },
      ...{ continuousLoadFactor: 0.8, energyManagement: true, offlineAllocationAmps: 0 },
      delayedCharging: true,
    },
  };
}

export function panelAdded(panel: {
  readonly siteId: string;
  readonly panelId: string;
  readonly name: string;
  readonly parentPanelId: string | null;
}): SiteEvent {
  const { siteId, panelId, name, parentPanelId } = panel;
  return {
    type: 'PanelAdded',
    data: {
      siteId: siteId as SiteId,
      panelId: panelId as PanelId,
      name,
      parentPanelId: parentPanelId as PanelId | null,
      ...{ ratedLimitAmps: 10_000, evLimit: null },
    },
  };
}

interface Numbered {
  readonly siteId: SiteId;
  readonly panelId: PanelId;
  /** Of all chargers of the book. */
  readonly number: number;
}

/** The charger as it was added, and for some what happened to it later. */
export function chargerEvents(book: LoggedBook, charger: Numbered): readonly SiteEvent[] {
  const { siteId, panelId, number } = charger;
  const id = randomUUID() as string as ChargerIdentity;
  const of = { siteId, id };
  const added: SiteEvent = {
    type: 'ChargerAdded',
    data: {
      ...of,
      panelId,
      chargerId: chargerIdOf(number),
      limitAmps: pick(LIMITS_AMPS, number),
      scope: scopeOf(book, number),
      alias: number % 3 === 0 ? null : `${pick(PLACES, number)} ${pick(DECKS, number)} ${number}`,
      qaAlias: number % 5 === 0 ? `${letter(number)}q-${number}` : null,
      parking: number % 2 === 0 ? `P${number % 300}` : null,
      connectors: [CONNECTOR],
      paymentTerminals: number % 25 === 0 ? [{ connector: 1, terminalId: `T-${number}` }] : [],
    },
  };
  return [added, ...laterEvents(book, of, number)];
}

function laterEvents(
  book: LoggedBook,
  of: { readonly siteId: SiteId; readonly id: ChargerIdentity },
  number: number,
): readonly SiteEvent[] {
  const ratePlanId = pick(book.ratePlanIds, number);
  const later: readonly (readonly [number, SiteEvent])[] = [
    [40, { type: 'OverrideSet', data: { ...of, override: { kind: 'rate', ratePlanId } } }],
    [60, { type: 'OverrideSet', data: { ...of, override: { kind: 'delay', cancelled: true } } }],
    [
      90,
      { type: 'OverrideSet', data: { ...of, override: { kind: 'offlineAllocation', amps: 6 } } },
    ],
    [50, { type: 'ChargerRetired', data: of }],
  ];
  return later.filter(([every]) => number % every === 1).map(([, event]) => event);
}

const CONNECTOR = {
  ...{ number: 1, standard: 'IEC_62196_T2', format: 'SOCKET', powerType: 'AC_3_PHASE' },
  ...{ maxVoltage: 230, maxAmps: 32 },
} as const;

function scopeOf(book: LoggedBook, number: number): Scope {
  const kinds: readonly Scope[] = [
    ...([
      { kind: 'account' },
      { kind: 'account' },
      { kind: 'public' },
      { kind: 'public' },
    ] as const),
    { kind: 'groups', groupIds: [pick(book.groupIds, number)] },
    { kind: 'private', driverId: pick(book.driverIds, number) },
    ...([{ kind: 'open' }, { kind: 'closed' }] as const),
  ];
  return pick(kinds, number);
}

/** The item at the place, counted round and round. */
export function pick<Item>(items: readonly Item[], place: number): Item {
  const item = items[place % items.length];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}
