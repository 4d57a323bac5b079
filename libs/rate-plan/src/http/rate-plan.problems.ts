import { type RejectionProblems } from '@chargebook/http';

import { type RatePlanRejection } from '../domain/rate-plan.decider';

/** No rule of the domain refuses a rate plan. */
export const RATE_PLAN_PROBLEMS: RejectionProblems<RatePlanRejection> = {};
