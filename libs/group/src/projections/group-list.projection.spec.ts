import { join } from 'node:path';

import { projectedGoldenEvents } from '../../../../test/support/golden-events';
import { GROUP_SCHEMAS, type GroupEvent } from '../domain/group.events';
import { groupListProjection as projection, type GroupRow } from './group-list.projection';

const KEY = '5e1d8b8e-4a3c-5d0f-8b7e-2c9a4f6d1b20';
const events = projectedGoldenEvents(join(__dirname, '../domain/golden'), GROUP_SCHEMAS);

function rowAfter(...types: readonly GroupEvent['type'][]): GroupRow | undefined {
  return types
    .flatMap((type) => events[`${type}.v1.json`] ?? [])
    .reduce<GroupRow | undefined>((row, event) => projection.apply(row, event, KEY), undefined);
}

describe('the list of groups', () => {
  it('has a row per thing, with all of its columns and no others', () => {
    const row = rowAfter('GroupAdded');
    expect(row).toMatchObject({ id: KEY, name: 'Night shift', addedBy: 'dana' });
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(projection.table.columns).sort());
  });

  it('follows what becomes of it', () => {
    expect(rowAfter('GroupAdded', 'GroupMoved')).toEqual({
      ...rowAfter('GroupAdded'),
      accountId: null,
      lastChangedAt: '2026-03-01T08:32:00.000Z',
    });
  });

  it('loses the row of one that is gone', () => {
    expect(rowAfter('GroupAdded', 'GroupDeleted')).toBe(undefined);
  });

  it('looks at every event of the context and at no other', () => {
    const keys = Object.values(events).map((event) => projection.rowKeysOf(event));
    expect(keys).toEqual(Object.keys(GROUP_SCHEMAS).map(() => [KEY]));
    const [event] = Object.values(events);
    if (event === undefined) throw new Error('there is an event');
    expect(projection.rowKeysOf({ ...event, type: 'ClaimAbandoned' })).toEqual([]);
  });
});
