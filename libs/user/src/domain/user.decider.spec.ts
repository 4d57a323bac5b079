import { type RoleNeed } from '@chargebook/kernel';
import { deciderKit } from '@chargebook/kernel/testing';

import { type AddUser, type EditUser, type EditUserFacts } from './user.commands';
import { userAggregate } from './user.decider';
import { type UserEvent, type UserId } from './user.events';

const userId = 'sam' as UserId;
const { given } = deciderKit(userAggregate.decider);

const added: UserEvent = { type: 'UserAdded', data: { userId } };
const deactivated: UserEvent = { type: 'UserDeactivated', data: { userId } };
const NOTHING: EditUserFacts = {
  unknownAccounts: [],
  changedDetails: [],
  isEmailTaken: false,
  hasOtherAdministrator: true,
};

type RoleEvent = Extract<UserEvent, { type: 'RoleGranted' | 'RoleRevoked' }>;

function granted(accountId: string, role: RoleEvent['data']['role']): UserEvent {
  return { type: 'RoleGranted', data: { userId, accountId, role } };
}
function revoked(accountId: string, role: RoleEvent['data']['role']): UserEvent {
  return { type: 'RoleRevoked', data: { userId, accountId, role } };
}

function add(roles: AddUser['roles'], facts: Partial<AddUser['facts']> = {}): AddUser {
  const known = { unknownAccounts: [], isEmailTaken: false, ...facts };
  return { type: 'AddUser', id: userId, roles, facts: known };
}

function edit(
  changes: Partial<Omit<EditUser, 'facts'>>,
  facts: Partial<EditUserFacts> = {},
): EditUser {
  const all = { ...NOTHING, ...facts };
  return { type: 'EditUser', id: userId, shownAccounts: '*', ...changes, facts: all };
}

const ALL = granted('*', 'administrator');

describe('a user', () => {
  it('is added with roles, each an event of its own', () => {
    given()
      .when(add({ b: ['viewer', 'support'], a: [], '*': ['auditor'] }))
      .accepts([added, granted('*', 'auditor'), granted('b', 'support'), granted('b', 'viewer')]);
  });

  it('is not added with an account that is not there, nor under another’s address', () => {
    given()
      .when(add({ a: ['viewer'] }, { unknownAccounts: ['a'], isEmailTaken: true }))
      .rejects([{ code: 'account-not-found', pointer: '/roles/a', accountId: 'a' }]);
    given()
      .when(add({}, { isEmailTaken: true }))
      .rejectsWith('email-taken');
  });

  it('gets and loses roles as the list is replaced', () => {
    given(added, granted('a', 'viewer'), granted('b', 'support'))
      .when(edit({ roles: { a: ['viewer', 'auditor'] } }))
      .accepts([granted('a', 'auditor'), revoked('b', 'support')]);
  });

  it('keeps the roles that whoever edits was not shown', () => {
    given(added, granted('a', 'viewer'), granted('b', 'support'))
      .when(edit({ roles: { a: [] }, shownAccounts: ['a'] }))
      .accepts([revoked('a', 'viewer')]);
    given(added, granted('b', 'support'))
      .when(edit({ roles: {}, shownAccounts: ['a'] }))
      .changesNothing();
  });

  it('is told changed in his details by their names alone', () => {
    // Sent again, it would come with other facts: the details are as they are wished by then.
    const command = edit({}, { changedDetails: ['email'] });
    expect(userAggregate.decider.decide(command, given(added).state)).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'UserDetailsChanged', data: { userId, changed: ['email'] } }],
    });
  });

  it('is deactivated and reactivated, and is not changed to what he is', () => {
    given(added)
      .when(edit({ isActive: false }))
      .accepts([deactivated]);
    given(added, deactivated)
      .when(edit({ isActive: true }))
      .accepts([{ type: 'UserReactivated', data: { userId } }]);
    given(added, granted('a', 'viewer'))
      .when(edit({ isActive: true, roles: { a: ['viewer'] } }))
      .changesNothing();
  });

  it('gets a link once per link, and none while inactive', () => {
    given(added)
      .when({ type: 'InviteUser', id: userId, linkId: 'one' })
      .accepts([{ type: 'UserInvited', data: { userId, linkId: 'one' } }]);
    given(added, deactivated)
      .when({ type: 'InviteUser', id: userId, linkId: 'one' })
      .rejectsWith('user-inactive');
  });
});

describe('the last administrator of all accounts', () => {
  const alone = { hasOtherAdministrator: false };

  it('is neither deactivated nor stripped of that role', () => {
    given(added, ALL)
      .when(edit({ isActive: false }, alone))
      .rejects([{ code: 'last-administrator', pointer: '/active' }]);
    given(added, ALL)
      .when(edit({ roles: { '*': ['viewer'] } }, alone))
      .rejects([{ code: 'last-administrator', pointer: '/roles' }]);
  });

  it('may be changed in all else, and be let go once there is another', () => {
    given(added, ALL)
      .when(edit({ roles: { '*': ['administrator', 'support'] } }, alone))
      .accepts([granted('*', 'support')]);
    given(added, ALL)
      .when(edit({ isActive: false }))
      .accepts([deactivated]);
    given(added, ALL, deactivated)
      .when(edit({ roles: {} }, alone))
      .accepts([revoked('*', 'administrator')]);
  });
});

describe('the roles that a change needs', () => {
  const { state } = given(added, granted('a', 'viewer'), granted('b', 'viewer'));
  const needs = (command: EditUser | AddUser): readonly string[] =>
    userAggregate
      .rolesNeeded(command, state)
      .map(({ role, accountId, pointer }: RoleNeed) => `${role} of ${accountId} for ${pointer}`);

  it('are those of the accounts whose roles change', () => {
    expect(needs(edit({ roles: { a: ['support'], b: ['viewer'] } }))).toEqual([
      'administrator of a for /roles/a',
    ]);
    expect(needs(add({ a: ['viewer'], '*': ['viewer'] }))).toEqual([
      'administrator of a for /roles/a',
      'administrator of * for /roles/*',
    ]);
    expect(needs(add({}))).toEqual(['administrator of * for ']);
  });

  it('are those of all his accounts for what concerns the whole person', () => {
    expect(needs(edit({ isActive: false }))).toEqual([
      'administrator of a for /active',
      'administrator of b for /active',
    ]);
    expect(needs(edit({}, { changedDetails: ['name'] }))).toHaveLength(2);
    const invite = { type: 'InviteUser', id: userId, linkId: 'one' } as const;
    expect(userAggregate.rolesNeeded(invite, state)).toHaveLength(2);
  });

  it('leave out accounts that are not found', () => {
    expect(
      needs(
        edit(
          { roles: { a: ['viewer'], b: ['viewer'], c: ['viewer'] } },
          { unknownAccounts: ['c'] },
        ),
      ),
    ).toEqual([]);
  });
});
