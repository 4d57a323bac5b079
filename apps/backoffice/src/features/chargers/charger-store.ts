import { queryOptions } from '@tanstack/react-query';

import { type VersionedHeaders } from '../../components/use-saving';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { type WriteHeaders } from '../../lib/write';
import { type Charger } from './charger';
import { patchOf } from './charger-patch';
import { addBodyOf, type ChargerValues, valuesOf } from './charger-values';

export interface ChargerPath {
  readonly siteId: string;
  readonly id: string;
}

/** One charger with its version. */
export function chargerQuery(path: ChargerPath) {
  return queryOptions({
    queryKey: ['chargers', 'one', path],
    queryFn: ({ signal }): Promise<Versioned<Charger>> =>
      versionedOf(api.GET('/v1/sites/{siteId}/chargers/{id}', { params: { path }, signal })),
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

/** What a form without its required fields would send is never sent. */
export function addCharger(values: ChargerValues, header: WriteHeaders): Promise<Charger> {
  const body = addBodyOf(values);
  const request = { path: { siteId: values.panel?.siteId ?? '' }, header };
  return dataOf(api.POST('/v1/sites/{siteId}/chargers', { params: request, body: body as never }));
}

/**
 * Sends what the changes make of the charger.
 *
 * @throws {Problem} `version-mismatch` when somebody changed it since the version was read
 */
export function editCharger(
  changes: Partial<ChargerValues>,
  header: VersionedHeaders,
  charger: Charger,
): Promise<Versioned<Charger>> {
  const { siteId, id } = charger;
  const body = patchOf(charger, { ...valuesOf(charger), ...changes });
  const request = { path: { siteId, id }, header };
  return versionedOf(
    api.PATCH('/v1/sites/{siteId}/chargers/{id}', { params: request, body: body as never }),
  );
}

interface Retirement {
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
