import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';

export type Driver = components['schemas']['DriverDto'];
export type Site = components['schemas']['SiteDto'];
export type Group = components['schemas']['GroupDto'];
export type RatePlan = components['schemas']['RatePlanDto'];

const LIMIT = 50;

/** What there is to choose from, of which a search names the rest. */
export function useDriverChoices(accountId: string, search: string) {
  return useQuery({
    queryKey: ['drivers', 'choices', accountId, search],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/accounts/{accountId}/drivers', {
          params: { path: { accountId }, query: searched(search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useGroupChoices(accountId: string, search: string) {
  return useQuery({
    queryKey: ['groups', 'choices', accountId, search],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/groups', { params: { query: { accountId, ...searched(search) } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useRatePlanChoices(search: string) {
  return useQuery({
    queryKey: ['rate-plans', 'choices', search],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/rate-plans', { params: { query: searched(search) }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useDriver(driverId: string | undefined) {
  return useQuery({
    queryKey: ['drivers', 'one', driverId],
    enabled: driverId !== undefined,
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/drivers/{driverId}', {
          params: { path: { driverId: driverId ?? '' } },
          signal,
        }),
      ),
  });
}

export function useGroup(groupId: string | undefined) {
  return useQuery({
    queryKey: ['groups', 'one', groupId],
    enabled: groupId !== undefined,
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/groups/{groupId}', { params: { path: { groupId: groupId ?? '' } }, signal }),
      ),
  });
}

export function useSite(siteId: string | undefined) {
  return useQuery({
    queryKey: ['sites', 'one', siteId],
    enabled: siteId !== undefined,
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/sites/{siteId}', { params: { path: { siteId: siteId ?? '' } }, signal })),
  });
}

export function useRatePlan(id: string | null | undefined) {
  return useQuery({
    queryKey: ['rate-plans', 'one', id],
    enabled: typeof id === 'string',
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/rate-plans/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

function searched(search: string): { limit: number; q?: string } {
  const q = search.trim();
  return q === '' ? { limit: LIMIT } : { limit: LIMIT, q };
}
