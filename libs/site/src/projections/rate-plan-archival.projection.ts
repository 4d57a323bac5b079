import { type Projection } from '@chargebook/projections';
import { ratePlanFacts } from '@chargebook/rate-plan/contracts';

/** Whether a rate plan was archived: what sites and chargers name it by then needs attention. */
export interface RatePlanArchivalRow {
  readonly id: string;
  readonly isArchived: boolean;
}

export const ratePlanArchivalProjection: Projection<RatePlanArchivalRow> = {
  name: 'rate-plan-archival',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: { id: { type: 'text collate "C"' }, isArchived: { type: 'boolean not null' } },
    indexes: [],
  },
  rowKeysOf: ({ type, data }) =>
    Object.hasOwn(ratePlanFacts.schemas, type)
      ? [(data as { readonly ratePlanId: string }).ratePlanId]
      : [],
  apply: (row, event, id) => {
    const facts = { doesExist: true, isArchived: row?.isArchived ?? false };
    ratePlanFacts.evolve(facts, event);
    return { id, isArchived: facts.isArchived };
  },
};
