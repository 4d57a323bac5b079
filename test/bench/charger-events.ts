import { randomUUID } from 'node:crypto';

import {
  type ChargerIdentity,
  type PanelId,
  type Scope,
  type SiteEvent,
  type SiteId,
} from '@chargebook/site/contracts';

import { pick } from './pick';

export const PLACES = ['North', 'South', 'East', 'West', 'Harbour', 'Market', 'Station', 'Airport'];
const LIMITS_AMPS = [10, 16, 20, 32, 40, 63, 80];
export const DECKS = ['deck', 'garage', 'yard', 'lane', 'court'];
const LETTERS = 26;
/** One of so many chargers has a rate of its own. */
const RATE_EVERY = 40;
/** Scopes repeat after so many chargers; one of them names a group, and one a driver. */
const SCOPE_CYCLE = 8;
export const CHARGERS_PER_ACCOUNT = 10_000;
export const CHARGERS_PER_DRIVER = 100;

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

/** The text on the unit: two letters that 1 of 676 chargers have, and a number of its own. */
export function chargerIdOf(number: number): string {
  const first = letter(number * 7);
  const second = letter(Math.floor(number / LETTERS) * 11);
  return `${first}${second}-${String(number).padStart(7, '0')}`;
}

function letter(number: number): string {
  return String.fromCharCode(65 + (number % LETTERS));
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
  const ratePlanId = pick(book.ratePlanIds, Math.floor(number / RATE_EVERY));
  const later: readonly (readonly [number, SiteEvent])[] = [
    [RATE_EVERY, { type: 'OverrideSet', data: { ...of, override: { kind: 'rate', ratePlanId } } }],
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
  number: 1,
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  powerType: 'AC_3_PHASE',
  maxVoltage: 230,
  maxAmps: 32,
} as const;

/** Groups and an account's drivers are dealt out in turn, so that each of them has chargers. */
function scopeOf(book: LoggedBook, number: number): Scope {
  const turn = Math.floor(number / SCOPE_CYCLE);
  const account = Math.floor(number / CHARGERS_PER_ACCOUNT);
  const driversPerAccount = CHARGERS_PER_ACCOUNT / CHARGERS_PER_DRIVER;
  const first = account * driversPerAccount;
  const driverIds = book.driverIds.slice(first, first + driversPerAccount);
  const kinds: readonly Scope[] = [
    ...([
      { kind: 'account' },
      { kind: 'account' },
      { kind: 'public' },
      { kind: 'public' },
    ] as const),
    { kind: 'groups', groupIds: [pick(book.groupIds, turn)] },
    { kind: 'private', driverId: pick(driverIds, turn) },
    ...([{ kind: 'open' }, { kind: 'closed' }] as const),
  ];
  return pick(kinds, number);
}
