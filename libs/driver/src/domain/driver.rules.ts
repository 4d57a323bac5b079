import { type AccountId } from '@chargebook/account/contracts';
import { type GroupId, isGroupOf } from '@chargebook/group/contracts';

import { type AddDriver, type EditDriver, type GroupsAsked } from './driver.commands';
import { type CardId } from './driver.events';
import { type Driver } from './driver.state';

/** Why a command on a driver is refused; `rfid-card-taken` is what a claim comes to. */
export type DriverRejection =
  | {
      readonly code: 'account-not-found';
      readonly pointer: '/accountId';
      readonly accountId: AccountId;
    }
  | { readonly code: 'group-not-found'; readonly pointer: string; readonly groupId: GroupId }
  | { readonly code: 'rfid-card-not-found'; readonly pointer: string; readonly cardId: CardId }
  | { readonly code: 'rfid-card-taken'; readonly pointer: string };

/** Every group of a new driver is there, and of his account or of all. */
export function refuseNewDriver(command: AddDriver): readonly DriverRejection[] {
  const { groupIds, accountId, facts } = command;
  return groupIds.flatMap((groupId, index) =>
    isUsable(groupId, { accountId, groups: facts.groups })
      ? []
      : [unknownGroup(groupId, `/groupIds/${index}`)],
  );
}

/** All that refuses an edit, judged on the driver as he would be after all its changes. */
export function refuseEdit(command: EditDriver, driver: Driver): readonly DriverRejection[] {
  return [
    ...refuseAccount(command, driver),
    ...refuseGroups(command, driver),
    ...refuseCards(command, driver),
  ];
}

/** The account that a driver moves to exists, and the actor may see it. */
function refuseAccount(
  { accountId, facts }: EditDriver,
  driver: Driver,
): readonly DriverRejection[] {
  if (accountId === undefined || accountId === driver.accountId) return [];
  if (facts.isAccountKnown) return [];
  return [{ code: 'account-not-found', pointer: '/accountId', accountId }];
}

/** Groups that he enters are there and usable in his account; when he moves, so are all of his. */
function refuseGroups(command: EditDriver, driver: Driver): readonly DriverRejection[] {
  const { groupIds = driver.groupIds, accountId = driver.accountId, facts } = command;
  if (!facts.isAccountKnown) return [];
  const isMoving = accountId !== driver.accountId;
  return groupIds.flatMap((groupId, index) => {
    const isJudged = isMoving || !driver.groupIds.includes(groupId);
    if (!isJudged || isUsable(groupId, { accountId, groups: facts.groups })) return [];
    const pointer = command.groupIds === undefined ? '/accountId' : `/groupIds/${index}`;
    return [unknownGroup(groupId, pointer)];
  });
}

/** A card that is named by its id is one of his own. */
function refuseCards({ rfidCards = [] }: EditDriver, driver: Driver): readonly DriverRejection[] {
  return rfidCards.flatMap(({ cardId, isHeld }, index) =>
    isHeld && !driver.rfidCards.includes(cardId)
      ? [{ code: 'rfid-card-not-found', pointer: `/rfidCards/${index}`, cardId } as const]
      : [],
  );
}

function isUsable(
  groupId: GroupId,
  within: { readonly accountId: AccountId; readonly groups: GroupsAsked },
): boolean {
  const facts = within.groups.get(groupId);
  return facts !== undefined && isGroupOf(within.accountId, facts);
}

function unknownGroup(groupId: GroupId, pointer: string): DriverRejection {
  return { code: 'group-not-found', pointer, groupId };
}
