import { queryOptions, useQuery } from '@tanstack/react-query';

import { type operations } from '../../generated/api';
import { api, dataOf } from '../../lib/api';
import { AS_OF } from '../../lib/as-of';
import { LONGEST_SEARCH } from '../../lib/list-state';
import { type ListedCharger, SCOPE_KINDS } from './charger';

export type ChargerQuery = NonNullable<operations['chargerList_list']['parameters']['query']>;

/** Where the address says nothing. */
export const USUAL_SORT = 'chargerId';
const PAGE_SIZE = 25;

const SORTS = ['chargerId', 'displayName', 'limitAmps', 'lastChangedAt'].flatMap((sort) => [
  sort,
  `-${sort}`,
]);

/** Members of the address that a closed set of words belongs to. */
export const WORDS = {
  override: ['any', 'none', 'rate', 'delay', 'offlineAllocation'],
  hasPaymentTerminal: ['true', 'false'],
  needsAttention: ['true', 'false'],
  status: ['active', 'retired', 'all'],
} as const;

const IDS = ['siteId', 'panelId', 'driverId', 'groupId', 'ratePlanId'] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Names of all filters, as the address and the service have them. */
export const FILTERS = ['scope', ...Object.keys(WORDS), ...IDS] as const;

/** What the address asks for; what it has that nobody could choose is passed over. */
export function queryOf(search: URLSearchParams, accountId: string): ChargerQuery {
  const query: Record<string, unknown> = { accountId, limit: PAGE_SIZE };
  const take = (name: string, isGood: (value: string) => boolean): void => {
    const value = search.get(name)?.trim();
    if (value !== undefined && value !== '' && isGood(value)) query[name] = value;
  };
  const scopes = search.getAll('scope').filter((each) => SCOPE_KINDS.some((kind) => kind === each));
  if (scopes.length > 0) query['scope'] = scopes;
  for (const [name, words] of Object.entries(WORDS)) {
    take(name, (value) => words.some((word) => word === value));
  }
  for (const name of IDS) take(name, (value) => UUID.test(value));
  take('sort', (value) => SORTS.includes(value));
  const text = search.get('q')?.trim().slice(0, LONGEST_SEARCH) ?? '';
  if (text !== '') query['q'] = text;
  take('cursor', () => true);
  take(AS_OF, () => true);
  return query;
}

export function filterCount(search: URLSearchParams): number {
  return FILTERS.filter((name) => search.has(name)).length;
}

/** A page of the list; one of the past has a name that no change makes stale. */
export function chargerPageQuery(query: ChargerQuery) {
  return queryOptions({
    queryKey: [query.asOf === undefined ? 'chargers' : 'past', 'page', query] as const,
    queryFn: ({ signal }) => fetchChargers(query, signal),
  });
}

/** Until the page comes, the one before stands in for it; never that of another time. */
export function useChargerPage(query: ChargerQuery) {
  return useQuery({
    ...chargerPageQuery(query),
    placeholderData: (before: ChargerPage | undefined, asked) =>
      asked?.queryKey[2].asOf === query.asOf ? before : undefined,
  });
}

export interface ChargerPage {
  readonly items: readonly ListedCharger[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly totalIsLowerBound: boolean;
}

/** A page of the list, each charger with the names of its place. */
export async function fetchChargers(
  query: ChargerQuery,
  signal: AbortSignal,
): Promise<ChargerPage> {
  const request = { query: { ...query, withPlace: true } };
  return (await dataOf(api.GET('/v1/chargers', { params: request, signal }))) as ChargerPage;
}

/** Address of the same view as a file; of all pages, so without a place in them. */
export function csvPath({
  limit: _limit,
  cursor: _cursor,
  asOf: _asOf,
  ...view
}: ChargerQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    for (const each of [value].flat()) parameters.append(name, String(each));
  }
  return `/v1/chargers.csv?${parameters}`;
}
