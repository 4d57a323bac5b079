import { type RouteObject } from 'react-router';

import { APP_TEXTS } from '../lib/texts/app';
import { ACTIVITY_ROUTES } from '../features/activity/activity-routes';
import { CHARGERS_ROUTES } from '../features/chargers/chargers-routes';
import { DRIVERS_ROUTES } from '../features/drivers/drivers-routes';
import { ENERGY_ROUTES } from '../features/energy/energy-routes';
import { GROUPS_ROUTES } from '../features/groups/groups-routes';
import { IMPORT_ROUTES } from '../features/import/import-routes';
import { MAP_ROUTES } from '../features/map/map-routes';
import { RATES_ROUTES } from '../features/rates/rates-routes';
import { USERS_ROUTES } from '../features/users/users-routes';
import { WEBHOOKS_ROUTES } from '../features/webhooks/webhooks-routes';

/** What an account's pages are made of, in the order of the tabs. */
export interface Place {
  /** First part of its path below the account. */
  readonly path: string;
  /** Name of its tab; without one, the place is reached from within `under`. */
  readonly tab?: string;
  /** The tab that is lit while one is here. */
  readonly under?: string;
  /** Below `/accounts/:accountId`; each loads its page when it is first gone to. */
  readonly routes: readonly RouteObject[];
}

const { tabs } = APP_TEXTS;

export const PLACES: readonly Place[] = [
  { path: 'chargers', tab: tabs.chargers, routes: CHARGERS_ROUTES },
  { path: 'energy', tab: tabs.energy, routes: ENERGY_ROUTES },
  { path: 'map', under: 'energy', routes: MAP_ROUTES },
  { path: 'drivers', tab: tabs.drivers, routes: DRIVERS_ROUTES },
  { path: 'groups', tab: tabs.groups, routes: GROUPS_ROUTES },
  { path: 'rates', tab: tabs.rates, routes: RATES_ROUTES },
  { path: 'activity', tab: tabs.activity, routes: ACTIVITY_ROUTES },
  { path: 'webhooks', under: 'activity', routes: WEBHOOKS_ROUTES },
  { path: 'import', under: 'chargers', routes: IMPORT_ROUTES },
];

/** Places without an account. */
export const OPERATOR_ROUTES: readonly RouteObject[] = USERS_ROUTES;
