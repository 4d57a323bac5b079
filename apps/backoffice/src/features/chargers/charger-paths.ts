import { useLocation, useParams } from 'react-router';

import { withHistoryFilter } from '../../lib/history-filter';
import { type ChargerPath } from './charger-store';

/** Addresses of the account's chargers, over the list as it is searched and paged. */
export function useChargerPaths() {
  const { accountId = '' } = useParams();
  const { search: text } = useLocation();
  // What is said of a history alone is of that charger.
  const list = withHistoryFilter(new URLSearchParams(text), {});
  const search = list.size > 0 ? `?${list}` : '';
  const pathname = `/accounts/${accountId}/chargers`;
  const below = ({ siteId, id }: ChargerPath): string => `${pathname}/${siteId}/${id}`;
  return {
    list: { pathname, search },
    charger: (path: ChargerPath) => `${below(path)}${search}`,
    history: (path: ChargerPath) => `${below(path)}/history${search}`,
    /** The list is of then, too: what it was searched by may not lead to the charger. */
    chargerAsOf: (path: ChargerPath, asOf: string) =>
      `${below(path)}?${new URLSearchParams({ asOf })}`,
  };
}
