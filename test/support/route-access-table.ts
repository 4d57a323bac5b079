import { randomUUID } from 'node:crypto';

import { type Role } from '@chargebook/kernel';

import {
  byBody,
  type Expected,
  ofAccount,
  ofAdministrators,
  ofFollowers,
  ofOperator,
  open,
  signedIn,
} from './route-access';

const ADMINISTRATOR: readonly Role[] = ['administrator'];
const HISTORIANS: readonly Role[] = ['administrator', 'support', 'auditor'];

/** Let in without a word of what they would change, or without the version that they saw. */
const BODY_MISSING = 400;
const VERSION_MISSING = 428;

/** What stands behind the answer of everybody: without a page of the service, no cookie counts. */
const NO_ORIGIN = 403;
const METHOD_OFF = 403;

/**
 * Who may call what: one line per route of the interface. A route without a line fails the test,
 * and so does a line without a route.
 */
export const ROUTE_ACCESS: Readonly<Record<string, Expected>> = {
  'GET /health/live': open(200),
  'GET /health/ready': open(200),
  'GET /metrics': open(200),

  'GET /auth/methods': open(200),
  'POST /auth/sign-in': open(BODY_MISSING),
  'POST /auth/refresh': open(NO_ORIGIN),
  'POST /auth/sign-out': open(NO_ORIGIN),
  'POST /auth/sign-out-everywhere': open(NO_ORIGIN),
  'POST /auth/link': open(BODY_MISSING),
  'POST /auth/password': open(BODY_MISSING),
  'GET /auth/openid-connect/start': open(METHOD_OFF),
  'GET /auth/openid-connect/callback': open(METHOD_OFF),

  'GET /v1/me': signedIn(200),
  'GET /v1/actors': signedIn(200),
  'POST /v1/users': byBody({
    status: 201,
    elsewhere: 403,
    body: ({ accountId }) => ({
      email: `${randomUUID()}@field.example`,
      name: 'Sam',
      roles: { [accountId]: ['viewer'] },
    }),
  }),
  'POST /v1/users/preview': signedIn(BODY_MISSING),
  'GET /v1/users': ofAdministrators(200),
  'GET /v1/users/{userId}': ofAccount(200, ADMINISTRATOR),
  'PATCH /v1/users/{userId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/users/{userId}/preview': ofAccount(200, ADMINISTRATOR),
  'POST /v1/users/{userId}/invitation': ofAccount(200, ADMINISTRATOR),
  'POST /v1/users/{userId}/invitation/preview': ofAccount(200, ADMINISTRATOR),

  'POST /v1/accounts': ofOperator(BODY_MISSING),
  'POST /v1/accounts/preview': ofOperator(BODY_MISSING),
  'GET /v1/accounts': signedIn(200),
  'GET /v1/accounts/{accountId}': ofAccount(200),
  'PATCH /v1/accounts/{accountId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/accounts/{accountId}/preview': ofAccount(200, ADMINISTRATOR),

  'GET /v1/accounts/{accountId}/history': ofAccount(200, HISTORIANS),
  'GET /v1/drivers/{driverId}/history': ofAccount(200, HISTORIANS),
  'GET /v1/sites/{siteId}/history': ofAccount(200, HISTORIANS),
  'GET /v1/sites/{siteId}/panels/{panelId}/history': ofAccount(200, HISTORIANS),
  'GET /v1/sites/{siteId}/chargers/{id}/history': ofAccount(200, HISTORIANS),
  'GET /v1/sites/{siteId}/chargers/{id}/diff': ofAccount(400),
  'GET /v1/accounts/{accountId}/export': ofAccount(200, ['administrator', 'auditor']),
  'GET /v1/accounts/{accountId}/billable-connectors': ofAccount(400),

  'POST /v1/accounts/{accountId}/drivers': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'POST /v1/accounts/{accountId}/drivers/preview': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'GET /v1/accounts/{accountId}/drivers': ofAccount(200),
  'GET /v1/drivers/{driverId}': ofAccount(200),
  'GET /v1/drivers/{driverId}/chargers': ofAccount(200),
  'PATCH /v1/drivers/{driverId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/drivers/{driverId}/preview': ofAccount(200, ADMINISTRATOR),
  'DELETE /v1/drivers/{driverId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/drivers/{driverId}/removal/preview': ofAccount(200, ADMINISTRATOR),

  'POST /v1/groups': byBody({
    status: 201,
    elsewhere: 422,
    body: ({ accountId }) => ({ name: 'Night shift', accountId }),
  }),
  'POST /v1/groups/preview': signedIn(BODY_MISSING),
  'GET /v1/groups': signedIn(200),
  'GET /v1/groups/{groupId}': ofAccount(200),
  'PATCH /v1/groups/{groupId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/groups/{groupId}/preview': ofAccount(200, ADMINISTRATOR),
  'DELETE /v1/groups/{groupId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/groups/{groupId}/removal/preview': ofAccount(200, ADMINISTRATOR),

  'POST /v1/rate-plans': ofOperator(BODY_MISSING),
  'POST /v1/rate-plans/preview': ofOperator(BODY_MISSING),
  'GET /v1/rate-plans': signedIn(200),
  'GET /v1/rate-plans/{id}': signedIn(200),
  'PATCH /v1/rate-plans/{id}': ofOperator(VERSION_MISSING),
  'POST /v1/rate-plans/{id}/preview': ofOperator(200),
  'POST /v1/rate-plans/{id}/archive': ofOperator(VERSION_MISSING),
  'POST /v1/rate-plans/{id}/archive/preview': ofOperator(200),

  'POST /v1/accounts/{accountId}/sites': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'POST /v1/accounts/{accountId}/sites/preview': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'GET /v1/sites': signedIn(200),
  'GET /v1/sites/{siteId}': ofAccount(200),
  'PATCH /v1/sites/{siteId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/sites/{siteId}/preview': ofAccount(200, ADMINISTRATOR),
  'GET /v1/sites/{siteId}/hierarchy': ofAccount(200),

  'POST /v1/sites/{siteId}/panels': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'POST /v1/sites/{siteId}/panels/preview': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'GET /v1/panels': signedIn(200),
  'GET /v1/sites/{siteId}/panels/{panelId}': ofAccount(200),
  'PATCH /v1/sites/{siteId}/panels/{panelId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/sites/{siteId}/panels/{panelId}/preview': ofAccount(200, ADMINISTRATOR),
  'DELETE /v1/sites/{siteId}/panels/{panelId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/sites/{siteId}/panels/{panelId}/removal/preview': ofAccount(200, ADMINISTRATOR),

  'POST /v1/sites/{siteId}/chargers': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'POST /v1/sites/{siteId}/chargers/preview': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'GET /v1/chargers': signedIn(200),
  'GET /v1/chargers.csv': signedIn(200),
  'GET /v1/map': signedIn(200),
  'POST /v1/access/decisions': signedIn(BODY_MISSING),
  'GET /v1/qa/{qaAlias}': ofAccount(200),
  'GET /v1/activity': signedIn(200),
  'GET /v1/changes': signedIn(200),
  'GET /v1/events': ofFollowers(200),
  'GET /v1/events/stream': ofFollowers(200),

  'POST /v1/webhooks': signedIn(BODY_MISSING),
  'GET /v1/webhooks': signedIn(200),
  'GET /v1/webhooks/{webhookId}': ofAccount(200, ADMINISTRATOR),
  'DELETE /v1/webhooks/{webhookId}': ofAccount(VERSION_MISSING, ADMINISTRATOR),
  'POST /v1/webhooks/{webhookId}/replay': ofAccount(BODY_MISSING, ADMINISTRATOR),

  'GET /v1/sites/{siteId}/chargers/{id}': ofAccount(200),
  'PATCH /v1/sites/{siteId}/chargers/{id}': ofAccount(VERSION_MISSING, [
    'administrator',
    'support',
  ]),
  'POST /v1/sites/{siteId}/chargers/{id}/preview': ofAccount(200, ['administrator', 'support']),
  'POST /v1/sites/{siteId}/chargers/{id}/retire': ofAccount(BODY_MISSING, ADMINISTRATOR),
  'POST /v1/sites/{siteId}/chargers/{id}/retire/preview': ofAccount(BODY_MISSING, ADMINISTRATOR),
};
