import { type RouteObject } from 'react-router';

/** Users are of the operator, not of an account. */
export const USERS_ROUTES: readonly RouteObject[] = [
  {
    path: 'users',
    lazy: async () => ({ Component: (await import('./users-page')).UsersPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./invite-user')).InviteUserSheet }),
      },
      {
        path: ':userId',
        lazy: async () => ({ Component: (await import('./edit-user')).EditUserSheet }),
      },
    ],
  },
];
