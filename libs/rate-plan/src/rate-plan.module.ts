import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { owningAccount, StreamFolds } from '@chargebook/kernel';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { RatePlanHandler } from './commands/rate-plan.handler';
import { ratePlanAggregate } from './domain/rate-plan.decider';
import { RatePlanController } from './http/rate-plan.controller';
import { RATE_PLAN_PROBLEMS } from './http/rate-plan.problems';
import { GetRatePlanHandler } from './queries/get-rate-plan.query';
import { ListRatePlansHandler } from './queries/list-rate-plans.query';

@Module({
  imports: [CqrsModule],
  controllers: [RatePlanController],
  providers: [RatePlanHandler, GetRatePlanHandler, ListRatePlansHandler],
})
export class RatePlanModule {
  constructor(resolvers: AccountResolvers, problems: ProblemCatalogue, folds: StreamFolds) {
    problems.add(RATE_PLAN_PROBLEMS);
    resolvers.add('ratePlan', (streamId) =>
      owningAccount(folds, { aggregate: ratePlanAggregate, streamId, isFixed: true }),
    );
  }
}
