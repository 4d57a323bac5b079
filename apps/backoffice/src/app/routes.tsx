import { createBrowserRouter, type RouteObject } from 'react-router';

import { AccountShell } from './account-shell';
import { FailurePage } from './failure-page';
import { FrontDoor } from './front-door';
import { NotFoundPage } from './not-found-page';
import { OperatorShell } from './operator-shell';
import { OPERATOR_ROUTES, PLACES } from './places';
import { Root } from './root';
import { SignedIn } from './signed-in';

const ACCOUNT_ROUTES: RouteObject[] = [
  ...PLACES.flatMap(({ routes }) => routes),
  { path: '*', Component: NotFoundPage },
];

const SIGNED_IN_ROUTES: RouteObject[] = [
  { index: true, Component: FrontDoor },
  {
    path: 'accounts/:accountId',
    Component: AccountShell,
    children: [{ errorElement: <FailurePage />, children: ACCOUNT_ROUTES }],
  },
  {
    Component: OperatorShell,
    children: [
      {
        errorElement: <FailurePage />,
        children: [...OPERATOR_ROUTES, { path: '*', Component: NotFoundPage }],
      },
    ],
  },
];

const ROUTES: RouteObject[] = [
  {
    Component: Root,
    errorElement: <FailurePage />,
    HydrateFallback: () => null,
    children: [
      {
        path: 'sign-in',
        lazy: async () => ({
          Component: (await import('../features/sign-in/sign-in-page')).SignInPage,
        }),
      },
      {
        path: 'welcome',
        lazy: async () => ({
          Component: (await import('../features/sign-in/welcome-page')).WelcomePage,
        }),
      },
      { Component: SignedIn, children: SIGNED_IN_ROUTES },
    ],
  },
];

/** Every address of the app. Its pages come in files of their own, when they are gone to. */
export function createRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter(ROUTES);
}
