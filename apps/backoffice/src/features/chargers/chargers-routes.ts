import { type LoaderFunctionArgs, type RouteObject } from 'react-router';

import { prefetch } from '../../lib/query-client';
import { chargerPageQuery, queryOf } from './charger-view';

/** Each form stands over the list that it belongs to, and has an address of its own. */
export const CHARGERS_ROUTES: readonly RouteObject[] = [
  {
    path: 'chargers',
    lazy: async () => ({ Component: (await import('./chargers-page')).ChargersPage }),
    loader: askForPage,
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./add-charger')).AddChargerSheet }),
      },
      {
        path: ':siteId/:id',
        lazy: async () => ({ Component: (await import('./edit-charger')).ChargerSheet }),
      },
      {
        path: ':siteId/:id/history',
        lazy: async () => ({ Component: (await import('./history-sheet')).HistorySheet }),
      },
    ],
  },
];

/** The list is asked for at the press already, while the page is still being drawn. */
function askForPage({ params: { accountId = '' }, request: { url } }: LoaderFunctionArgs): null {
  prefetch(chargerPageQuery(queryOf(new URL(url).searchParams, accountId)));
  return null;
}
