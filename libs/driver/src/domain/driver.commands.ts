import { type AccountId } from '@chargebook/account/contracts';
import { type GroupFacts, type GroupId } from '@chargebook/group/contracts';

import { type CardId, type DriverId } from './driver.events';

/** What the streams of groups say of those that a command asks for. */
export type GroupsAsked = ReadonlyMap<GroupId, Readonly<GroupFacts>>;

/** A card as an edit names it: by the id of a card that he has, or anew by its number. */
export interface CardAsked {
  readonly cardId: CardId;
  /** True when it must be one of the driver's own. */
  readonly isHeld: boolean;
}

export interface AddDriver {
  readonly type: 'AddDriver';
  readonly id: DriverId;
  readonly accountId: AccountId;
  readonly externalId: string;
  readonly groupIds: readonly GroupId[];
  readonly rfidCards: readonly CardId[];
  readonly facts: { readonly groups: GroupsAsked };
}

export interface EditDriverFacts {
  readonly groups: GroupsAsked;
  /** The account exists and the actor may see it; true as well when no account is named. */
  readonly isAccountKnown: boolean;
}

/** A member that is absent stays as it is; groups and cards are replaced whole. */
export interface EditDriver {
  readonly type: 'EditDriver';
  readonly id: DriverId;
  readonly externalId?: string;
  readonly groupIds?: readonly GroupId[];
  readonly rfidCards?: readonly CardAsked[];
  readonly isBlocked?: boolean;
  readonly accountId?: AccountId;
  readonly facts: EditDriverFacts;
}

export interface RemoveDriver {
  readonly type: 'RemoveDriver';
  readonly id: DriverId;
}

export type DriverCommand = AddDriver | EditDriver | RemoveDriver;
