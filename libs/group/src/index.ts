import { groupAggregate } from './domain/group.decider';
import { GROUP_GROUP } from './projections/group-list.projection';
import { GroupModule } from './group.module';

/** The context as a process composes it. */
export const groupContext = {
  module: GroupModule,
  aggregates: [groupAggregate],
  groups: [GROUP_GROUP],
} as const;
