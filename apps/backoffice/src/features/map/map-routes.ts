import { type RouteObject } from 'react-router';

export const MAP_ROUTES: readonly RouteObject[] = [
  { path: 'map', lazy: async () => ({ Component: (await import('./map-page')).MapPage }) },
];
