import { type Projection, type ProjectedEvent } from '@chargebook/projections';
import { type EventMetadata, type Recorded } from '@chargebook/kernel';

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
    Object.hasOwn(RATE_PLAN_SCHEMAS, event.type) ? [ratePlanEventOf(event).data.ratePlanId] : [],
  apply: (row, event) => evolveRatePlan(row, ratePlanEventOf(event)),
};

function ratePlanEventOf(event: ProjectedEvent): Recorded<RatePlanEvent> {
  const { recordedAt, actor } = event.metadata as EventMetadata;
  const { type, data } = event as unknown as RatePlanEvent;
  return { type, data, at: recordedAt, by: actor.id } as Recorded<RatePlanEvent>;
}
