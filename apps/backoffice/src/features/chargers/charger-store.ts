import { queryOptions } from '@tanstack/react-query';

import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { type WriteHeaders } from '../../lib/write';
import { type Charger } from './charger';
import { type ChargerPatch } from './charger-patch';

export interface ChargerPath {
  readonly siteId: string;
  readonly id: string;
}

/** One charger with its version. */
export function chargerQuery(path: ChargerPath) {
  return queryOptions({
    queryKey: ['chargers', 'one', path],
    queryFn: (): Promise<Versioned<Charger>> => fetchCharger(path),
    staleTime: 0,
  });
}

/** One charger as it was. */
export function pastChargerQuery(path: ChargerPath, asOf: string) {
  return queryOptions({
    queryKey: ['past', 'charger', path, asOf],
    queryFn: ({ signal }): Promise<Charger> => {
      const request = { path, query: { asOf } };
      return dataOf(api.GET('/v1/sites/{siteId}/chargers/{id}', { params: request, signal }));
    },
  });
}

export function fetchCharger(path: ChargerPath): Promise<Versioned<Charger>> {
  return versionedOf(api.GET('/v1/sites/{siteId}/chargers/{id}', { params: { path } }));
}

export interface Edit {
  readonly path: ChargerPath;
  readonly etag: string;
  readonly patch: ChargerPatch;
}

/** @throws {Problem} `version-mismatch` when somebody changed it since the version was read */
export function editCharger(
  { path, etag, patch }: Edit,
  header: WriteHeaders,
): Promise<Versioned<Charger>> {
  const request = { path, header: { ...header, 'If-Match': etag } };
  return versionedOf(
    api.PATCH('/v1/sites/{siteId}/chargers/{id}', { params: request, body: patch as never }),
  );
}

export interface Retirement {
  readonly path: ChargerPath;
  readonly etag: string;
  readonly reason: string;
}

export function retireCharger(
  { path, etag, reason }: Retirement,
  header: WriteHeaders,
): Promise<Charger> {
  const request = { path, header: { ...header, 'If-Match': etag } };
  return dataOf(
    api.POST('/v1/sites/{siteId}/chargers/{id}/retire', { params: request, body: { reason } }),
  );
}
