import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { groupAggregate } from '../domain/group.decider';
import { type Group } from '../domain/group.state';

/** One group as its stream has it now. */
export class GetGroup extends Query<ThingReading<Group> | undefined> {
  constructor(readonly groupId: string) {
    super();
  }
}

@QueryHandler(GetGroup)
export class GetGroupHandler implements IQueryHandler<GetGroup> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ groupId }: GetGroup): Promise<ThingReading<Group> | undefined> {
    return readThing(this.folds, {
      aggregate: groupAggregate,
      streamId: groupId,
      thing: groupId,
      show: ({ group }) => group as Group,
    });
  }
}
