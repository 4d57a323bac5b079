import { needsAttention } from '../domain/attention.rules';
import { type ChargerRow } from '../projections/charger-list.projection';
import { attentionFactsOf, type ListedCharger } from './charger-columns.query';
import { type ChargerFilters, isPrefix, type OverrideFilter } from './charger-filters.query';

/** A charger that was, with what lists filter by. */
export interface Filtered {
  readonly row: ChargerRow;
  readonly listed: ListedCharger;
}

const HAS_OVERRIDE: Readonly<Record<OverrideFilter, (row: ChargerRow) => boolean>> = {
  rate: ({ ratePlanId }) => ratePlanId !== null,
  delay: ({ hasDelayOverride }) => hasDelayOverride,
  offlineAllocation: ({ allocationTenths }) => allocationTenths !== null,
  any: (row) => hasAny(row),
  none: (row) => !hasAny(row),
};

type Filters = {
  readonly [Name in keyof ChargerFilters]-?: (
    value: Exclude<ChargerFilters[Name], undefined>,
    charger: Filtered,
  ) => boolean;
};

/** The same filters as the statements of the list have, for what no table holds. */
const FILTERS: Filters = {
  accounts: (accounts, { row }) => accounts === '*' || accounts.includes(row.accountId),
  siteId: (siteId, { row }) => row.siteId === siteId,
  panelId: (panelId, { listed }) => listed.path.some(({ id }) => id === panelId),
  scope: (kinds, { row }) => kinds.includes(row.scopeKind),
  driverId: (driverId, { row }) => row.driverId === driverId,
  groupId: (groupId, { row }) => row.groupIds.includes(groupId),
  ratePlanId: (ratePlanId, { row }) => row.ratePlanId === ratePlanId,
  override: (kind, { row }) => HAS_OVERRIDE[kind](row),
  hasPaymentTerminal: (isWanted, { row }) => row.hasTerminal === isWanted,
  needsAttention: (isWanted, { listed }) =>
    needsAttention(listed.charger, attentionFactsOf(listed)).length > 0 === isWanted,
  status: (status, { row }) => status === 'all' || row.status === status,
  q: (text, { row }) => isFoundBy(text.toLowerCase(), row),
  chargerId: (text, { row }) => row.chargerIdKey === text.toLowerCase(),
  qaAlias: (text, { row }) => row.qaAliasKey === text.toLowerCase(),
};

/** True when all the filters hold. */
export function isListed(charger: Filtered, filters: ChargerFilters): boolean {
  const names = Object.keys(FILTERS) as (keyof ChargerFilters)[];
  return names.every((name) => {
    const value = filters[name];
    return value === undefined || FILTERS[name](value as never, charger);
  });
}

function isFoundBy(text: string, { chargerIdKey, qaAliasKey, searchText }: ChargerRow): boolean {
  if (!isPrefix(text)) return searchText.includes(text);
  return chargerIdKey.startsWith(text) || (qaAliasKey?.startsWith(text) ?? false);
}

function hasAny({ ratePlanId, hasDelayOverride, allocationTenths }: ChargerRow): boolean {
  return ratePlanId !== null || hasDelayOverride || allocationTenths !== null;
}
