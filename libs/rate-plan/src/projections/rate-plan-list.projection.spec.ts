import { join } from 'node:path';

import { projectedGoldenEvents } from '../../../../test/support/golden-events';
import { RATE_PLAN_SCHEMAS, type RatePlanEvent } from '../domain/rate-plan.events';
import {
  ratePlanListProjection as projection,
  type RatePlanRow,
} from './rate-plan-list.projection';

const KEY = '3f0c1c5e-0f5f-5a3e-9d7b-0b8f1c1d2e3f';
const events = projectedGoldenEvents(join(__dirname, '../domain/golden'), RATE_PLAN_SCHEMAS);

function rowAfter(...types: readonly RatePlanEvent['type'][]): RatePlanRow | undefined {
  return types
    .flatMap((type) => events[`${type}.v1.json`] ?? [])
    .reduce<RatePlanRow | undefined>((row, event) => projection.apply(row, event, KEY), undefined);
}

describe('the list of rate plans', () => {
  it('has a row per thing, with all of its columns and no others', () => {
    const row = rowAfter('RatePlanAdded');
    expect(row).toMatchObject({
      id: KEY,
      name: 'Workplace, AC',
      isArchived: false,
      addedBy: 'dana',
    });
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(projection.table.columns).sort());
  });

  it('follows what becomes of it', () => {
    expect(rowAfter('RatePlanAdded', 'RatePlanArchived')).toEqual({
      ...rowAfter('RatePlanAdded'),
      isArchived: true,
      lastChangedAt: '2026-03-01T08:33:00.000Z',
    });
  });

  it('looks at every event of the context and at no other', () => {
    const keys = Object.values(events).map((event) => projection.rowKeysOf(event));
    expect(keys).toEqual(Object.keys(RATE_PLAN_SCHEMAS).map(() => [KEY]));
    const [event] = Object.values(events);
    if (event === undefined) throw new Error('there is an event');
    expect(projection.rowKeysOf({ ...event, type: 'ClaimAbandoned' })).toEqual([]);
  });
});
