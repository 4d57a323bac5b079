import { type RouteObject } from 'react-router';

/** Each form stands over the list that it belongs to, and has an address of its own. */
export const DRIVERS_ROUTES: readonly RouteObject[] = [
  {
    path: 'drivers',
    lazy: async () => ({ Component: (await import('./drivers-page')).DriversPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./add-driver')).AddDriverSheet }),
      },
      {
        path: ':driverId',
        lazy: async () => ({ Component: (await import('./edit-driver')).EditDriverSheet }),
      },
    ],
  },
];
