import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { ratePlanAggregate } from '../domain/rate-plan.decider';
import { type RatePlan } from '../domain/rate-plan.state';

/** One rate plan as its stream has it now. */
export class GetRatePlan extends Query<ThingReading<RatePlan> | undefined> {
  constructor(readonly ratePlanId: string) {
    super();
  }
}

@QueryHandler(GetRatePlan)
export class GetRatePlanHandler implements IQueryHandler<GetRatePlan> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ ratePlanId }: GetRatePlan): Promise<ThingReading<RatePlan> | undefined> {
    return readThing(this.folds, {
      aggregate: ratePlanAggregate,
      streamId: ratePlanId,
      thing: ratePlanId,
      show: ({ ratePlan }) => ratePlan as RatePlan,
    });
  }
}
