import { type RouteObject } from 'react-router';

export const CHARGERS_ROUTES: readonly RouteObject[] = [
  {
    path: 'chargers',
    lazy: async () => ({ Component: (await import('./chargers-page')).ChargersPage }),
  },
];
