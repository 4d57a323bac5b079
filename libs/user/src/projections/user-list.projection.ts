import { recordedOf } from '@chargebook/kernel';
import { type Projection, type ProjectionGroup } from '@chargebook/projections';

import { evolveUser } from '../domain/user.decider';
import { USER_SCHEMAS, type UserEvent } from '../domain/user.events';
import { type User } from '../domain/user.state';

/** One row per user, inactive ones too; who they are is joined when it is read. */
export type UserRow = User;

export const userListProjection: Projection<UserRow> = {
  name: 'user-list',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      roles: { type: 'jsonb not null' },
      isActive: { type: 'boolean not null' },
      detailsVersion: { type: 'integer not null' },
      addedAt: { type: 'text collate "C" not null' },
      addedBy: { type: 'text not null' },
      lastChangedAt: { type: 'text collate "C" not null' },
      lastChangedBy: { type: 'text not null' },
    },
    indexes: ['create index NAME_by_account on TABLE using gin (roles)'],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(USER_SCHEMAS, event.type) ? [recordedOf<UserEvent>(event).data.userId] : [],
  apply: (row, event) => evolveUser(row, recordedOf<UserEvent>(event)),
};

export const USER_GROUP = {
  name: 'users',
  projections: [userListProjection],
} as const satisfies ProjectionGroup;
