import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';

export type PanelNode = components['schemas']['PanelNodeDto'];
export type ListedCharger = PanelNode['chargers'][number];

export interface SiteView {
  readonly accountId: string;
  readonly search: string;
  readonly cursor: string | undefined;
}

const LIMIT = 50;

/** A page of the account's sites, by name. */
export function useSitePage({ accountId, search, cursor }: SiteView) {
  return useQuery({
    queryKey: ['sites', 'page', { accountId, search, cursor }],
    queryFn: ({ signal }) => {
      const query = {
        accountId,
        limit: LIMIT,
        ...(search !== '' && { q: search }),
        ...(cursor !== undefined && { cursor }),
      };
      return dataOf(api.GET('/v1/sites', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}

/** The whole tree of a site: its panels in figures, and the chargers of each. */
export function useHierarchy(siteId: string) {
  return useQuery({
    queryKey: ['hierarchy', siteId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/sites/{siteId}/hierarchy', { params: { path: { siteId } }, signal })),
  });
}
