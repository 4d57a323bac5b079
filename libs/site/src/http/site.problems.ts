import { type RejectionProblems, unknownReference } from '@chargebook/http';

import { type SiteConflict, type SiteRejection } from '../domain/rejections.rules';
import { CHARGER_PROBLEMS } from './charger.problems';
import { ELECTRICAL_PROBLEMS } from './electrical.problems';
import { PANEL_PROBLEMS } from './panel.problems';

/** Every way in which a site, a panel or a charger is refused. */
export const SITE_PROBLEMS: RejectionProblems<SiteRejection | SiteConflict> = {
  ...ELECTRICAL_PROBLEMS,
  ...PANEL_PROBLEMS,
  ...CHARGER_PROBLEMS,
  'location-incomplete': {
    status: 422,
    title: 'The location is incomplete',
    explanation: 'A location has a latitude and a longitude; one alone changes one that is there.',
    detail: ({ pointer }) => `The site has no location yet, and ${pointer} is missing.`,
  },
  'reason-required': {
    status: 422,
    title: 'The change needs a reason',
    explanation: 'Say why when a site is deactivated, or a charger is changed to open or public.',
    detail: () => 'This change needs a reason of 1 to 500 characters.',
  },
  'site-inactive': {
    status: 422,
    title: 'The site is inactive',
    explanation: 'An inactive site takes no new charger and no change to public.',
    detail: () => 'The site is inactive: it takes no new charger and no change to public.',
  },
  'rate-plan-not-found': unknownReference({ name: 'rate plan', member: 'ratePlanId' }),
  'rate-plan-archived': {
    status: 422,
    title: 'The rate plan is archived',
    explanation: 'An archived rate plan stays where it is set, and is set nowhere else.',
    detail: ({ ratePlanId }) => `The rate plan ${ratePlanId} is archived.`,
  },
};
