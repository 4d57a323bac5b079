import { type AccountId } from '@chargebook/account/contracts';
import { thingIdOf } from '@chargebook/kernel';
import { deciderKit } from '@chargebook/kernel/testing';

import { type DeleteGroup, type EditGroup } from './group.commands';
import { groupAggregate } from './group.decider';
import { type GroupEvent, type GroupId } from './group.events';

const groupId = 'night' as GroupId;
const rivertown = 'rivertown' as AccountId;
const lakeside = 'lakeside' as AccountId;
const { given } = deciderKit(groupAggregate.decider);

const name = 'Night shift';
const added: GroupEvent = { type: 'GroupAdded', data: { groupId, name, accountId: rivertown } };
const ofAll: GroupEvent = { type: 'GroupAdded', data: { groupId, name, accountId: null } };
const renamed: GroupEvent = { type: 'GroupRenamed', data: { groupId, name: 'Late shift' } };
const moved: GroupEvent = { type: 'GroupMoved', data: { groupId, accountId: lakeside } };
const opened: GroupEvent = { type: 'GroupMoved', data: { groupId, accountId: null } };
const deleted: GroupEvent = { type: 'GroupDeleted', data: { groupId } };
const remove: DeleteGroup = { type: 'DeleteGroup', id: groupId };

function edit(changes: Omit<EditGroup, 'type' | 'id' | 'facts'>, isAccountKnown = true): EditGroup {
  return { type: 'EditGroup', id: groupId, ...changes, facts: { isAccountKnown } };
}

describe('a group', () => {
  it('is added to an account, or to all of them', () => {
    const add = { type: 'AddGroup', id: groupId, name } as const;
    given()
      .when({ ...add, accountId: rivertown })
      .accepts([added]);
    given()
      .when({ ...add, accountId: null })
      .accepts([ofAll]);
  });

  it('is renamed, and not renamed to the name that it has', () => {
    given(added)
      .when(edit({ name: 'Late shift' }))
      .accepts([renamed]);
    given(added).when(edit({ name })).changesNothing();
  });

  it('moves to another account, to all of them, and back', () => {
    given(added)
      .when(edit({ accountId: lakeside }))
      .accepts([moved]);
    given(added)
      .when(edit({ accountId: null }))
      .accepts([opened]);
    given(ofAll)
      .when(edit({ accountId: lakeside, name: 'Late shift' }))
      .accepts([renamed, moved]);
  });

  it('does not move to where it is, known or not', () => {
    given(added)
      .when(edit({ accountId: rivertown }, false))
      .changesNothing();
    given(ofAll)
      .when(edit({ accountId: null }))
      .changesNothing();
  });

  it('does not move to an account that nobody knows, and then is not renamed either', () => {
    given(added)
      .when(edit({ accountId: lakeside, name: 'Late shift' }, false))
      .rejects([{ code: 'account-not-found', pointer: '/accountId', accountId: lakeside }]);
  });

  it('is gone once it is deleted, but still belongs to its account', () => {
    given(added).when(remove).accepts([deleted]);
    const { state } = given(added, deleted);
    expect(groupAggregate.holds(given(added).state, thingIdOf(groupId))).toBe(true);
    expect(groupAggregate.holds(state, thingIdOf(groupId))).toBe(false);
    expect(groupAggregate.accountOf(state)).toBe(rivertown);
  });

  it('of all accounts belongs to all', () => {
    expect(groupAggregate.accountOf(given(ofAll).state)).toBe('*');
    expect(groupAggregate.accountOf(given().state)).toBe(undefined);
  });
});

describe('who may edit a group (RULES 24)', () => {
  const own = { role: 'administrator', pointer: '' };
  const rolesFor = (command: EditGroup) => groupAggregate.rolesNeeded(command, given(added).state);

  it('is an administrator of its account', () => {
    expect(rolesFor(edit({ name: 'Late shift' }))).toEqual([own]);
    expect(rolesFor(edit({ accountId: rivertown }))).toEqual([own]);
  });

  it('is one of both sides when it moves', () => {
    const there = { role: 'administrator', pointer: '/accountId' };
    expect(rolesFor(edit({ accountId: lakeside }))).toEqual([
      own,
      { ...there, accountId: lakeside },
    ]);
    expect(rolesFor(edit({ accountId: null }))).toEqual([own, { ...there, accountId: '*' }]);
  });

  it('is not asked about an account that nobody knows: that is a rule', () => {
    expect(rolesFor(edit({ accountId: lakeside }, false))).toEqual([own]);
  });
});
