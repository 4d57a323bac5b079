import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { owningAccount, StreamFolds } from '@chargebook/kernel';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { GroupHandler } from './commands/group.handler';
import { groupAggregate } from './domain/group.decider';
import { GroupController } from './http/group.controller';
import { GROUP_PROBLEMS } from './http/group.problems';
import { GetGroupHandler } from './queries/get-group.query';
import { ListGroupsHandler } from './queries/list-groups.query';

@Module({
  imports: [CqrsModule],
  controllers: [GroupController],
  providers: [GroupHandler, GetGroupHandler, ListGroupsHandler],
})
export class GroupModule {
  constructor(resolvers: AccountResolvers, problems: ProblemCatalogue, folds: StreamFolds) {
    problems.add(GROUP_PROBLEMS);
    resolvers.add('group', (streamId) =>
      owningAccount(folds, { aggregate: groupAggregate, streamId, isFixed: false }),
    );
  }
}
