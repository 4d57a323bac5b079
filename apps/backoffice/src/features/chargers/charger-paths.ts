import { useLocation, useParams } from 'react-router';

import { type ChargerPath } from './charger-store';

/** Addresses of the account's chargers, over the list as it is searched and paged. */
export function useChargerPaths() {
  const { accountId = '' } = useParams();
  const { search } = useLocation();
  const list = `/accounts/${accountId}/chargers`;
  const below = ({ siteId, id }: ChargerPath): string => `${list}/${siteId}/${id}`;
  return {
    list,
    charger: (path: ChargerPath) => `${below(path)}${search}`,
    history: (path: ChargerPath) => `${below(path)}/history${search}`,
    /** The list is of then, too: what it was searched by may not lead to the charger. */
    chargerAsOf: (path: ChargerPath, asOf: string) =>
      `${below(path)}?${new URLSearchParams({ asOf })}`,
  };
}
