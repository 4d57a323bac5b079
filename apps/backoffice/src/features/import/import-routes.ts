import { type RouteObject } from 'react-router';

export const IMPORT_ROUTES: readonly RouteObject[] = [
  {
    path: 'import',
    lazy: async () => ({ Component: (await import('./import-page')).ImportPage }),
  },
];
