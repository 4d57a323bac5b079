import { join } from 'node:path';

import { emptyFold, foldEvent } from '@chargebook/kernel';

import {
  decodedGoldenEvents,
  goldenEventsIn,
  goldenNameOf,
  goldenNamesOf,
} from '../../../../test/support/golden-events';
import { userAggregate } from './user.decider';
import { USER_SCHEMAS, type UserEvent } from './user.events';
import { type UserState } from './user.state';

const FOLDER = join(__dirname, 'golden');
const ACCOUNT = '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11';
const events = decodedGoldenEvents(FOLDER, USER_SCHEMAS);

function fold(...types: readonly UserEvent['type'][]): UserState {
  const folded = emptyFold(userAggregate.decider.initial());
  for (const type of types) {
    const event = events[`${type}.v1.json`];
    if (event === undefined) throw new Error(`there is an event ${type}`);
    foldEvent(userAggregate, folded, event);
  }
  return folded.state;
}

/** What the event, as it was stored, makes of a user who was just added. */
const CHANGES: Readonly<Record<UserEvent['type'], object>> = {
  UserAdded: {
    id: '5b0e7a52-0c1d-4f1e-9f7a-2c9d8b6a4e31',
    roles: {},
    isActive: true,
    detailsVersion: 1,
    addedAt: '2026-03-01T08:30:00.000Z',
    addedBy: '0d9f5a3c-7b1e-4c2a-8f6d-3e5b7a9c1d20',
    lastChangedAt: '2026-03-01T08:30:00.000Z',
    lastChangedBy: '0d9f5a3c-7b1e-4c2a-8f6d-3e5b7a9c1d20',
  },
  UserDetailsChanged: { detailsVersion: 2, lastChangedAt: '2026-03-01T08:31:00.000Z' },
  RoleGranted: { roles: { [ACCOUNT]: ['support'] }, lastChangedAt: '2026-03-01T08:32:00.000Z' },
  RoleRevoked: { lastChangedAt: '2026-03-01T08:33:00.000Z' },
  UserDeactivated: { isActive: false, lastChangedAt: '2026-03-01T08:34:00.000Z' },
  UserReactivated: { lastChangedAt: '2026-03-01T08:35:00.000Z' },
  UserInvited: {},
};

describe('The events of users that were ever stored', () => {
  it('are kept one file each, under the name that they say', () => {
    const golden = goldenEventsIn(FOLDER);
    expect(golden.map(({ fileName }) => fileName)).toEqual(goldenNamesOf(USER_SCHEMAS));
    expect(golden.map(goldenNameOf)).toEqual(golden.map(({ fileName }) => fileName));
  });

  it.each(Object.entries(CHANGES))('of type %s fold as they always did', (type, changes) => {
    const { user: added } = fold('UserAdded');
    const types: UserEvent['type'][] =
      type === 'UserAdded' ? ['UserAdded'] : ['UserAdded', type as UserEvent['type']];
    expect(fold(...types).user).toEqual({ ...added, ...changes });
  });

  it('remember the last link by its id alone', () => {
    expect(fold('UserAdded', 'UserInvited').lastLinkId).toBe(
      'c4f1d0ab-9a52-5e7d-8b36-1f2e3d4c5b6a',
    );
  });

  it('hold ids, roles and the names of members, and nothing that names a person', () => {
    const texts = goldenEventsIn(FOLDER).flatMap(({ recorded }) =>
      Object.values(JSON.parse(recorded.data) as object).flat(),
    );
    const known = /^([0-9a-f-]{36}|\*|support|administrator|name|email)$/;
    expect(texts.filter((text) => !known.test(String(text)))).toEqual([]);
  });
});
