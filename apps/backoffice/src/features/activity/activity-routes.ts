import { type RouteObject } from 'react-router';

export const ACTIVITY_ROUTES: readonly RouteObject[] = [
  {
    path: 'activity',
    lazy: async () => ({ Component: (await import('./activity-page')).ActivityPage }),
  },
];
