import { type FactsFold } from '@chargebook/kernel';

import {
  RATE_PLAN_CATEGORY,
  RATE_PLAN_SCHEMAS,
  type RatePlanEvent,
} from './domain/rate-plan.events';

export { type RatePlanEvent, type RatePlanId } from './domain/rate-plan.events';

/** What other contexts may know of a rate plan (RULES 21). */
export interface RatePlanFacts {
  doesExist: boolean;
  isArchived: boolean;
}

const evolvers: Readonly<Record<RatePlanEvent['type'], (draft: RatePlanFacts) => void>> = {
  RatePlanAdded: (draft) => {
    draft.doesExist = true;
  },
  RatePlanRenamed: () => undefined,
  RatePlanDescriptionChanged: () => undefined,
  RatePlanArchived: (draft) => {
    draft.isArchived = true;
  },
};

export const ratePlanFacts: FactsFold<RatePlanFacts> = {
  category: RATE_PLAN_CATEGORY,
  schemas: RATE_PLAN_SCHEMAS,
  initial: () => ({ doesExist: false, isArchived: false }),
  evolve: (draft, event) => evolvers[event.type as RatePlanEvent['type']](draft),
};
