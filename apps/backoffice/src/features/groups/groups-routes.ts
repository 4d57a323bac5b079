import { type RouteObject } from 'react-router';

/** Each form stands over the list that it belongs to, and has an address of its own. */
export const GROUPS_ROUTES: readonly RouteObject[] = [
  {
    path: 'groups',
    lazy: async () => ({ Component: (await import('./groups-page')).GroupsPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./add-group')).AddGroupSheet }),
      },
      {
        path: ':groupId',
        lazy: async () => ({ Component: (await import('./edit-group')).EditGroupSheet }),
      },
    ],
  },
];
