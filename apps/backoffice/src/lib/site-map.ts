import { useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';
import { type Site } from './things';

/** A site with a location, as the map draws it. */
export type MappedSite = components['schemas']['MapFeatureDto'];
export type SiteMap = components['schemas']['MapDto'];

/** The account's sites that have a location. */
export function useSiteMap(accountId: string) {
  return useQuery({
    queryKey: ['map', accountId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/map', { params: { query: { accountId } }, signal })),
  });
}

const PAGE = 200;
const MOST_PAGES = 5;

export interface SitesWithoutLocation {
  readonly sites: readonly Pick<Site, 'id' | 'name' | 'address'>[];
  /** The account has more sites than were looked through. */
  readonly isCut: boolean;
}

interface Query {
  readonly accountId: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Those that no map can show, among the first thousand by name. */
export function useSitesWithoutLocation(accountId: string) {
  return useQuery({
    queryKey: ['sites', 'without-location', accountId],
    queryFn: ({ signal }) => fetchWithoutLocation(accountId, signal),
  });
}

async function fetchWithoutLocation(
  accountId: string,
  signal: AbortSignal,
): Promise<SitesWithoutLocation> {
  const found: Site[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: Query = { accountId, limit: PAGE, ...(cursor !== null && { cursor }) };
    const { items, nextCursor } = await dataOf(api.GET('/v1/sites', { params: { query }, signal }));
    found.push(...items.filter(({ location }) => location === null));
    cursor = nextCursor;
    if (cursor === null) break;
  }
  return { sites: found, isCut: cursor !== null };
}
