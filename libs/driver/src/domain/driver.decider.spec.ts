import { type AccountId } from '@chargebook/account/contracts';
import { type GroupFacts, type GroupId } from '@chargebook/group/contracts';
import { thingIdOf } from '@chargebook/kernel';
import { deciderKit } from '@chargebook/kernel/testing';

import { type AddDriver, type EditDriver, type GroupsAsked } from './driver.commands';
import { driverAggregate } from './driver.decider';
import { type CardId, type DriverEvent, type DriverId } from './driver.events';

const driverId = 'dana' as DriverId;
const rivertown = 'rivertown' as AccountId;
const lakeside = 'lakeside' as AccountId;
const night = 'night' as GroupId;
const everybody = 'everybody' as GroupId;
const foreign = 'foreign' as GroupId;
const gone = 'gone' as GroupId;
const blue = 'blue' as CardId;
const red = 'red' as CardId;
const { given } = deciderKit(driverAggregate.decider);

const GROUPS: GroupsAsked = new Map<GroupId, GroupFacts>([
  [night, { doesExist: true, accountId: rivertown }],
  [everybody, { doesExist: true, accountId: null }],
  [foreign, { doesExist: true, accountId: lakeside }],
  [gone, { doesExist: false, accountId: rivertown }],
]);

function added(data: { groupIds?: GroupId[]; rfidCards?: CardId[] } = {}): DriverEvent {
  const own = { driverId, accountId: rivertown, externalId: 'EMP-1' };
  return { type: 'DriverAdded', data: { ...own, groupIds: [], rfidCards: [], ...data } };
}
function add(groupIds: readonly GroupId[]): AddDriver {
  const own = { id: driverId, accountId: rivertown, externalId: 'EMP-1', rfidCards: [] };
  return { type: 'AddDriver', ...own, groupIds, facts: { groups: GROUPS } };
}
function edit(
  changes: Omit<EditDriver, 'type' | 'id' | 'facts'>,
  isAccountKnown = true,
): EditDriver {
  const facts = { groups: GROUPS, isAccountKnown };
  return { type: 'EditDriver', id: driverId, ...changes, facts };
}
function groupsChanged(...groupIds: GroupId[]): DriverEvent {
  return { type: 'DriverGroupsChanged', data: { driverId, groupIds } };
}
function cardAdded(cardId: CardId, pointer: string): DriverEvent {
  return { type: 'RfidCardAdded', data: { driverId, cardId }, pointer };
}
function cardRemoved(cardId: CardId): DriverEvent {
  return { type: 'RfidCardRemoved', data: { driverId, cardId } };
}

const moved: DriverEvent = { type: 'DriverMoved', data: { driverId, accountId: lakeside } };
const blocked: DriverEvent = { type: 'DriverBlocked', data: { driverId } };
const removed: DriverEvent = { type: 'DriverRemoved', data: { driverId } };

describe('a driver', () => {
  it('is added with groups of his account and of all accounts', () => {
    given()
      .when(add([night, everybody]))
      .accepts([added({ groupIds: [night, everybody] })]);
  });

  it('is not added to groups of others, deleted ones or ones that never were', () => {
    const unknown = 'unknown' as GroupId;
    given()
      .when(add([night, foreign, gone, unknown]))
      .rejects([
        { code: 'group-not-found', pointer: '/groupIds/1', groupId: foreign },
        { code: 'group-not-found', pointer: '/groupIds/2', groupId: gone },
        { code: 'group-not-found', pointer: '/groupIds/3', groupId: unknown },
      ]);
  });

  it('is blocked and unblocked, each once', () => {
    const unblocked: DriverEvent = { type: 'DriverUnblocked', data: { driverId } };
    given(added())
      .when(edit({ isBlocked: true }))
      .accepts([blocked]);
    given(added(), blocked)
      .when(edit({ isBlocked: true }))
      .changesNothing();
    given(added(), blocked)
      .when(edit({ isBlocked: false }))
      .accepts([unblocked]);
    given(added())
      .when(edit({ isBlocked: false }))
      .changesNothing();
  });

  it('gets another external id', () => {
    const data = { driverId, externalId: 'EMP-2' };
    given(added())
      .when(edit({ externalId: 'EMP-2' }))
      .accepts([{ type: 'DriverExternalIdChanged', data }]);
    given(added())
      .when(edit({ externalId: 'EMP-1' }))
      .changesNothing();
  });

  it('is gone once he is removed, but still belongs to his account', () => {
    given(added()).when({ type: 'RemoveDriver', id: driverId }).accepts([removed]);
    const { state } = given(added(), removed);
    expect(driverAggregate.holds(given(added()).state, thingIdOf(driverId))).toBe(true);
    expect(driverAggregate.holds(state, thingIdOf(driverId))).toBe(false);
    expect(driverAggregate.accountOf(state)).toBe(rivertown);
  });
});

describe("a driver's groups", () => {
  it('are replaced whole, and their order says nothing', () => {
    const driver = added({ groupIds: [night, everybody] });
    given(driver)
      .when(edit({ groupIds: [everybody] }))
      .accepts([groupsChanged(everybody)]);
    given(driver)
      .when(edit({ groupIds: [] }))
      .accepts([groupsChanged()]);
    given(driver)
      .when(edit({ groupIds: [everybody, night] }))
      .changesNothing();
  });

  it('are judged where he enters them, not where he stays', () => {
    const driver = added({ groupIds: [gone] });
    given(driver)
      .when(edit({ groupIds: [gone, night] }))
      .accepts([groupsChanged(gone, night)]);
    given(driver)
      .when(edit({ groupIds: [gone, foreign] }))
      .rejects([{ code: 'group-not-found', pointer: '/groupIds/1', groupId: foreign }]);
  });
});

describe('a move to another account', () => {
  it('takes along the groups of all accounts', () => {
    const driver = added({ groupIds: [everybody] });
    given(driver)
      .when(edit({ accountId: lakeside }))
      .accepts([moved]);
    given(driver, moved)
      .when(edit({ accountId: lakeside }))
      .changesNothing();
  });

  it('is refused while he is in a group of the account that he leaves', () => {
    given(added({ groupIds: [everybody, night] }))
      .when(edit({ accountId: lakeside }))
      .rejects([{ code: 'group-not-found', pointer: '/accountId', groupId: night }]);
  });

  it('is judged with the groups that he has after it', () => {
    const driver = added({ groupIds: [night] });
    given(driver)
      .when(edit({ accountId: lakeside, groupIds: [foreign] }))
      .accepts([moved, groupsChanged(foreign)]);
    given(driver)
      .when(edit({ accountId: lakeside, groupIds: [foreign, night] }))
      .rejects([{ code: 'group-not-found', pointer: '/groupIds/1', groupId: night }]);
  });

  it('to an account that nobody knows is refused by that alone', () => {
    given(added({ groupIds: [night] }))
      .when(edit({ accountId: lakeside }, false))
      .rejects([{ code: 'account-not-found', pointer: '/accountId', accountId: lakeside }]);
  });

  it('needs an administrator of both (RULES 24)', () => {
    const rolesFor = (command: EditDriver) =>
      driverAggregate.rolesNeeded(command, given(added()).state);
    const own = { role: 'administrator', pointer: '' };
    const there = { role: 'administrator', pointer: '/accountId', accountId: lakeside };
    expect(rolesFor(edit({ accountId: lakeside }))).toEqual([own, there]);
    expect(rolesFor(edit({ accountId: rivertown }))).toEqual([own]);
    expect(rolesFor(edit({ accountId: lakeside }, false))).toEqual([own]);
  });
});

describe("a driver's RFID cards", () => {
  const kept = (cardId: CardId) => ({ cardId, isHeld: true });
  const fresh = (cardId: CardId) => ({ cardId, isHeld: false });

  it('are replaced whole, each by an event of its own', () => {
    const driver = added({ rfidCards: [blue] });
    given(driver)
      .when(edit({ rfidCards: [kept(blue), fresh(red)] }))
      .accepts([cardAdded(red, '/rfidCards/1')]);
    given(driver)
      .when(edit({ rfidCards: [fresh(red)] }))
      .accepts([cardRemoved(blue), cardAdded(red, '/rfidCards/0')]);
    given(driver)
      .when(edit({ rfidCards: [] }))
      .accepts([cardRemoved(blue)]);
  });

  it('stay the same when he is given one that he has, by number or by id or both', () => {
    const driver = added({ rfidCards: [blue] });
    given(driver)
      .when(edit({ rfidCards: [fresh(blue)] }))
      .changesNothing();
    given(driver)
      .when(edit({ rfidCards: [kept(blue), fresh(blue)] }))
      .changesNothing();
  });

  it('are named by id only while he has them', () => {
    given(added({ rfidCards: [blue] }))
      .when(edit({ rfidCards: [kept(blue), kept(red)] }))
      .rejects([{ code: 'rfid-card-not-found', pointer: '/rfidCards/1', cardId: red }]);
  });
});

it('tells all that refuses an edit: account or groups, then cards', () => {
  const command = edit({ groupIds: [foreign], rfidCards: [{ cardId: red, isHeld: true }] });
  given(added()).when(command).rejectsWith('group-not-found', 'rfid-card-not-found');
});
