import { type RejectionProblems, unknownReference } from '@chargebook/http';

import { type SiteConflict, type SiteRejection } from '../domain/rejections.rules';

type ChargerCode =
  | 'limit-out-of-range'
  | 'scope-payload-invalid'
  | 'driver-not-found'
  | 'driver-blocked'
  | 'group-not-found'
  | 'connector-in-use'
  | 'payment-integration-missing'
  | 'connector-not-found'
  | 'overrides-not-allowed-on-add'
  | 'charger-retired'
  | 'site-delay-off';

type ChargerRejection = Extract<SiteRejection, { readonly code: ChargerCode }> | SiteConflict;

/** What a scope of the kind takes, as the end of a sentence. */
function payloadOf(kind: string): string {
  if (kind === 'private') return 'takes one driverId, and no groupIds';
  if (kind === 'groups') return 'takes 1 to 100 different groupIds, and no driverId';
  return 'takes neither driverId nor groupIds';
}

/** The rules of a charger's own form, and the values that another may hold. */
export const CHARGER_PROBLEMS: RejectionProblems<ChargerRejection> = {
  'limit-out-of-range': {
    status: 422,
    title: 'The limit is out of range',
    explanation: "A charger's limit is 6 to 1000 A, with one decimal at most.",
    detail: ({ limitAmps, minimumAmps, maximumAmps }) =>
      `The limit is ${minimumAmps} to ${maximumAmps} A with one decimal at most, ` +
      `not ${limitAmps} A.`,
  },
  'scope-payload-invalid': {
    status: 422,
    title: "The scope's payload does not fit its kind",
    explanation:
      'Private takes exactly one driverId, groups takes 1 to 100 different groupIds, and every ' +
      'other scope takes neither.',
    detail: ({ kind }) => `The scope ${kind} ${payloadOf(kind)}.`,
  },
  'driver-not-found': unknownReference({ name: 'driver', member: 'driverId' }),
  'driver-blocked': {
    status: 422,
    title: 'The driver is blocked',
    explanation: 'A charger becomes private to a driver only while he is not blocked.',
    detail: ({ driverId }) => `The driver ${driverId} is blocked.`,
  },
  'group-not-found': unknownReference({ name: 'group', member: 'groupId' }),
  'connector-in-use': {
    status: 422,
    title: 'The connector has a payment terminal',
    explanation: 'A connector with a terminal goes only if the same edit detaches it.',
    detail: ({ connector, terminalId }) =>
      `Connector ${connector} has the payment terminal ${terminalId}.`,
  },
  'payment-integration-missing': {
    status: 422,
    title: 'The account has no payment integration',
    explanation:
      'A payment terminal is attached only where the account has the Payter integration.',
    detail: () => 'The account does not have the Payter integration.',
  },
  'connector-not-found': {
    status: 422,
    title: 'The charger has no such connector',
    explanation: 'A payment terminal is attached to a connector that the charger has.',
    detail: ({ connector }) => `The charger has no connector ${connector}.`,
  },
  'overrides-not-allowed-on-add': {
    status: 422,
    title: 'A new charger has no overrides',
    explanation: 'Overrides are set when a charger is edited.',
    detail: () => 'Overrides are set when a charger is edited, not when it is added.',
  },
  'charger-retired': {
    status: 422,
    title: 'The charger is retired',
    explanation: 'Retirement is final; the last values stay readable. Add the charger anew.',
    detail: ({ chargerId }) => `The charger ${chargerId} is retired.`,
  },
  'site-delay-off': {
    status: 422,
    title: 'The site has no delayed charging',
    explanation: "A charger's delay is cancelled only while the site delays charging.",
    detail: () => 'The site does not delay charging, so there is nothing to cancel.',
  },
  'charger-id-taken': {
    status: 409,
    title: 'The Charger ID is taken',
    explanation:
      'Charger IDs and QA aliases share one space, unique across the operator without case ' +
      'among chargers that are not retired.',
    detail: () => 'Another charger goes by this, as its Charger ID or as its QA alias.',
  },
  'qa-alias-taken': {
    status: 409,
    title: 'The QA alias is taken',
    explanation:
      'Charger IDs and QA aliases share one space, unique across the operator without case ' +
      'among chargers that are not retired.',
    detail: () => 'Another charger goes by this, as its Charger ID or as its QA alias.',
  },
  'payment-terminal-taken': {
    status: 409,
    title: 'The payment terminal is taken',
    explanation: 'A payment terminal serves connectors of one site only.',
    detail: () => 'This payment terminal serves another site.',
  },
};
