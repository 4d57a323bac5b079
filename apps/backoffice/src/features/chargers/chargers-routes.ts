import { type RouteObject } from 'react-router';

/** Each form stands over the list that it belongs to, and has an address of its own. */
export const CHARGERS_ROUTES: readonly RouteObject[] = [
  {
    path: 'chargers',
    lazy: async () => ({ Component: (await import('./chargers-page')).ChargersPage }),
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
