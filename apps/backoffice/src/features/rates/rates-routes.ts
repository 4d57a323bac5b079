import { type RouteObject } from 'react-router';

/** Each form stands over the list that it belongs to, and has an address of its own. */
export const RATES_ROUTES: readonly RouteObject[] = [
  {
    path: 'rates',
    lazy: async () => ({ Component: (await import('./rates-page')).RatesPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./add-rate-plan')).AddRatePlanSheet }),
      },
      {
        path: ':ratePlanId',
        lazy: async () => ({ Component: (await import('./edit-rate-plan')).EditRatePlanSheet }),
      },
    ],
  },
];
