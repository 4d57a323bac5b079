import { recordedOf } from '@chargebook/kernel';
import { type Projection, type ProjectionGroup } from '@chargebook/projections';

import { evolveDriver } from '../domain/driver.decider';
import { DRIVER_SCHEMAS, type DriverEvent } from '../domain/driver.events';
import { type Driver } from '../domain/driver.state';

/** One row per driver that is not removed. */
export type DriverRow = Omit<Driver, 'isRemoved'>;

export const driverListProjection: Projection<DriverRow> = {
  name: 'driver-list',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      accountId: { type: 'text collate "C" not null' },
      externalId: { type: 'text not null' },
      groupIds: { type: 'jsonb not null' },
      rfidCards: { type: 'jsonb not null' },
      isBlocked: { type: 'boolean not null' },
      addedAt: { type: 'text collate "C" not null' },
      addedBy: { type: 'text not null' },
      lastChangedAt: { type: 'text collate "C" not null' },
      lastChangedBy: { type: 'text not null' },
    },
    indexes: ['create index NAME_by_external_id on TABLE (account_id, lower(external_id), id)'],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(DRIVER_SCHEMAS, event.type) ? [recordedOf<DriverEvent>(event).data.driverId] : [],
  apply: (row, event) => {
    const before = row && { ...row, isRemoved: false };
    const { isRemoved, ...after } = evolveDriver(before, recordedOf<DriverEvent>(event));
    return isRemoved ? undefined : after;
  },
};

export const DRIVER_GROUP = {
  name: 'drivers',
  projections: [driverListProjection],
} as const satisfies ProjectionGroup;
