import { type Stamps } from '@chargebook/kernel';

import { type RatePlanId } from './rate-plan.events';

export interface RatePlan extends Stamps {
  readonly id: RatePlanId;
  readonly name: string;
  readonly description: string | null;
  readonly isArchived: boolean;
}

export interface RatePlanState {
  ratePlan: RatePlan | undefined;
}
