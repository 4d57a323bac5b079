import { deciderKit } from '@chargebook/kernel/testing';

import { type EditRatePlan } from './rate-plan.commands';
import { ratePlanAggregate } from './rate-plan.decider';
import { type RatePlanEvent, type RatePlanId } from './rate-plan.events';

const ratePlanId = 'workplace' as RatePlanId;
const { given } = deciderKit(ratePlanAggregate.decider);

const name = 'Workplace';
const description = 'Free parking';
const added: RatePlanEvent = { type: 'RatePlanAdded', data: { ratePlanId, name, description } };
const archived: RatePlanEvent = { type: 'RatePlanArchived', data: { ratePlanId } };
const renamed: RatePlanEvent = { type: 'RatePlanRenamed', data: { ratePlanId, name: 'Office' } };
const cleared: RatePlanEvent = {
  type: 'RatePlanDescriptionChanged',
  data: { ratePlanId, description: null },
};

function edit(changes: Omit<EditRatePlan, 'type' | 'id'>): EditRatePlan {
  return { type: 'EditRatePlan', id: ratePlanId, ...changes };
}

describe('a rate plan', () => {
  it('is added under its name', () => {
    given().when({ type: 'AddRatePlan', id: ratePlanId, name, description }).accepts([added]);
  });

  it('says in one event each what an edit changes', () => {
    given(added)
      .when(edit({ name: 'Office' }))
      .accepts([renamed]);
    given(added)
      .when(edit({ description: null }))
      .accepts([cleared]);
    given(added)
      .when(edit({ name: 'Office', description: null }))
      .accepts([renamed, cleared]);
  });

  it('is not changed to what it is', () => {
    given(added).when(edit({ name, description })).changesNothing();
    given(added, cleared)
      .when(edit({ description: null }))
      .changesNothing();
    given(added).when(edit({})).changesNothing();
  });

  it('is archived once, and may still be renamed', () => {
    given(added).when({ type: 'ArchiveRatePlan', id: ratePlanId }).accepts([archived]);
    given(added, archived).when({ type: 'ArchiveRatePlan', id: ratePlanId }).changesNothing();
    given(added, archived)
      .when(edit({ name: 'Office' }))
      .accepts([renamed]);
  });

  it('belongs to all accounts, and to none before it is there', () => {
    expect(ratePlanAggregate.accountOf(given(added).state)).toBe('*');
    expect(ratePlanAggregate.accountOf(given().state)).toBe(undefined);
  });
});
