import { type RatePlanId } from './rate-plan.events';

export interface AddRatePlan {
  readonly type: 'AddRatePlan';
  readonly id: RatePlanId;
  readonly name: string;
  readonly description: string | null;
}

/** A member that is absent stays as it is. */
export interface EditRatePlan {
  readonly type: 'EditRatePlan';
  readonly id: RatePlanId;
  readonly name?: string;
  readonly description?: string | null;
}

export interface ArchiveRatePlan {
  readonly type: 'ArchiveRatePlan';
  readonly id: RatePlanId;
}

export type RatePlanCommand = AddRatePlan | EditRatePlan | ArchiveRatePlan;
