import { ratePlanAggregate } from './domain/rate-plan.decider';
import { RATE_PLAN_GROUP } from './projections/rate-plan-list.projection';
import { RatePlanModule } from './rate-plan.module';

/** The context as a process composes it. */
export const ratePlanContext = {
  module: RatePlanModule,
  aggregates: [ratePlanAggregate],
  groups: [RATE_PLAN_GROUP],
} as const;
