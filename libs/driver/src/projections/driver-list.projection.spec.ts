import { join } from 'node:path';

import { projectedGoldenEvents } from '../../../../test/support/golden-events';
import { DRIVER_SCHEMAS, type DriverEvent } from '../domain/driver.events';
import { driverListProjection as projection, type DriverRow } from './driver-list.projection';

const KEY = 'c2f0a9de-7b11-5e64-9c3f-0d8e5a7b6c44';
const events = projectedGoldenEvents(join(__dirname, '../domain/golden'), DRIVER_SCHEMAS);

function rowAfter(...types: readonly DriverEvent['type'][]): DriverRow | undefined {
  return types
    .flatMap((type) => events[`${type}.v1.json`] ?? [])
    .reduce<DriverRow | undefined>((row, event) => projection.apply(row, event, KEY), undefined);
}

describe('the list of drivers', () => {
  it('has a row per thing, with all of its columns and no others', () => {
    const row = rowAfter('DriverAdded');
    expect(row).toMatchObject({
      id: KEY,
      externalId: 'EMP-20871',
      isBlocked: false,
      addedBy: 'dana',
    });
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(projection.table.columns).sort());
  });

  it('follows what becomes of it', () => {
    expect(rowAfter('DriverAdded', 'DriverBlocked')).toEqual({
      ...rowAfter('DriverAdded'),
      isBlocked: true,
      lastChangedAt: '2026-03-01T08:35:00.000Z',
    });
  });

  it('loses the row of one that is gone', () => {
    expect(rowAfter('DriverAdded', 'DriverRemoved')).toBe(undefined);
  });

  it('looks at every event of the context and at no other', () => {
    const keys = Object.values(events).map((event) => projection.rowKeysOf(event));
    expect(keys).toEqual(Object.keys(DRIVER_SCHEMAS).map(() => [KEY]));
    const [event] = Object.values(events);
    if (event === undefined) throw new Error('there is an event');
    expect(projection.rowKeysOf({ ...event, type: 'ClaimAbandoned' })).toEqual([]);
  });
});
