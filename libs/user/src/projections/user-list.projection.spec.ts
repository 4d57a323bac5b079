import { join } from 'node:path';

import { projectedGoldenEvents } from '../../../../test/support/golden-events';
import { USER_SCHEMAS, type UserEvent } from '../domain/user.events';
import { userListProjection as projection, type UserRow } from './user-list.projection';

const KEY = '5b0e7a52-0c1d-4f1e-9f7a-2c9d8b6a4e31';
const ACCOUNT = '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11';
const events = projectedGoldenEvents(join(__dirname, '../domain/golden'), USER_SCHEMAS);

function rowAfter(...types: readonly UserEvent['type'][]): UserRow | undefined {
  return types
    .flatMap((type) => events[`${type}.v1.json`] ?? [])
    .reduce<UserRow | undefined>((row, event) => projection.apply(row, event, KEY), undefined);
}

describe('the list of users', () => {
  it('has a row per user, with all of its columns and no others', () => {
    const row = rowAfter('UserAdded', 'RoleGranted');
    expect(row).toMatchObject({ id: KEY, isActive: true, roles: { [ACCOUNT]: ['support'] } });
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(projection.table.columns).sort());
  });

  it('follows what becomes of one, and takes a link for no change', () => {
    const added = rowAfter('UserAdded');
    expect(rowAfter('UserAdded', 'UserDeactivated')).toEqual({
      ...added,
      isActive: false,
      lastChangedAt: '2026-03-01T08:34:00.000Z',
    });
    expect(rowAfter('UserAdded', 'UserInvited')).toEqual(added);
  });

  it('looks at every event of the context and at no other', () => {
    const keys = Object.values(events).map((event) => projection.rowKeysOf(event));
    expect(keys).toEqual(Object.keys(USER_SCHEMAS).map(() => [KEY]));
    const [event] = Object.values(events);
    if (event === undefined) throw new Error('there is an event');
    expect(projection.rowKeysOf({ ...event, type: 'ClaimAbandoned' })).toEqual([]);
  });
});
