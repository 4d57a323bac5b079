import { recordedOf } from '@chargebook/kernel';
import { type Projection, type ProjectionGroup } from '@chargebook/projections';

import { evolveGroup } from '../domain/group.decider';
import { GROUP_SCHEMAS, type GroupEvent } from '../domain/group.events';
import { type Group } from '../domain/group.state';

/** One row per group that is not deleted. */
export type GroupRow = Omit<Group, 'isDeleted'>;

export const groupListProjection: Projection<GroupRow> = {
  name: 'group-list',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      accountId: { type: 'text collate "C"' },
      name: { type: 'text not null' },
      addedAt: { type: 'text collate "C" not null' },
      addedBy: { type: 'text not null' },
      lastChangedAt: { type: 'text collate "C" not null' },
      lastChangedBy: { type: 'text not null' },
    },
    indexes: ['create index NAME_by_name on TABLE (lower(name), id)'],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(GROUP_SCHEMAS, event.type) ? [recordedOf<GroupEvent>(event).data.groupId] : [],
  apply: (row, event) => {
    const before = row && { ...row, isDeleted: false };
    const { isDeleted, ...after } = evolveGroup(before, recordedOf<GroupEvent>(event));
    return isDeleted ? undefined : after;
  },
};

export const GROUP_GROUP = {
  name: 'groups',
  projections: [groupListProjection],
} as const satisfies ProjectionGroup;
