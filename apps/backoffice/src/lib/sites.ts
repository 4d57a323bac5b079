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

/** The whole tree of a site: its panels in figures, and the chargers of each; now, or as it was. */
export function useHierarchy(siteId: string, asOf?: string) {
  return useQuery({
    queryKey: asOf === undefined ? ['hierarchy', siteId] : ['past', 'hierarchy', siteId, asOf],
    queryFn: ({ signal }) => {
      const request = { path: { siteId }, query: asOf === undefined ? {} : { asOf } };
      return dataOf(api.GET('/v1/sites/{siteId}/hierarchy', { params: request, signal }));
    },
  });
}

/** A site as it was; nothing where none is asked for. */
export function usePastSite(siteId: string, asOf: string | undefined) {
  return useQuery({
    queryKey: ['past', 'site', siteId, asOf],
    enabled: asOf !== undefined,
    queryFn: ({ signal }) => {
      const request = { path: { siteId }, query: asOf === undefined ? {} : { asOf } };
      return dataOf(api.GET('/v1/sites/{siteId}', { params: request, signal }));
    },
  });
}
