import { recordedOf } from '@chargebook/kernel';
import { type Projection, type ProjectionGroup } from '@chargebook/projections';

import { evolveRatePlan } from '../domain/rate-plan.decider';
import { RATE_PLAN_SCHEMAS, type RatePlanEvent } from '../domain/rate-plan.events';
import { type RatePlan } from '../domain/rate-plan.state';

/** One row per rate plan, archived ones too. */
export type RatePlanRow = RatePlan;

export const ratePlanListProjection: Projection<RatePlanRow> = {
  name: 'rate-plan-list',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      name: { type: 'text not null' },
      description: { type: 'text' },
      isArchived: { type: 'boolean not null' },
      addedAt: { type: 'text collate "C" not null' },
      addedBy: { type: 'text not null' },
      lastChangedAt: { type: 'text collate "C" not null' },
      lastChangedBy: { type: 'text not null' },
    },
    indexes: ['create index NAME_by_name on TABLE (lower(name), id)'],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(RATE_PLAN_SCHEMAS, event.type)
      ? [recordedOf<RatePlanEvent>(event).data.ratePlanId]
      : [],
  apply: (row, event) => evolveRatePlan(row, recordedOf<RatePlanEvent>(event)),
};

export const RATE_PLAN_GROUP = {
  name: 'rate-plans',
  projections: [ratePlanListProjection],
} as const satisfies ProjectionGroup;
