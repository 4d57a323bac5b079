import { type AccountId } from '@chargebook/account/contracts';

import { type GroupId } from './group.events';

export interface AddGroup {
  readonly type: 'AddGroup';
  readonly id: GroupId;
  readonly name: string;
  /** Null: of all accounts. */
  readonly accountId: AccountId | null;
}

/** What other streams say of the account that the edit names. */
export interface EditGroupFacts {
  /** It exists and the actor may see it; true as well when no account is named. */
  readonly isAccountKnown: boolean;
}

/** A member that is absent stays as it is. */
export interface EditGroup {
  readonly type: 'EditGroup';
  readonly id: GroupId;
  readonly name?: string;
  /** Null: of all accounts from now on. */
  readonly accountId?: AccountId | null;
  readonly facts: EditGroupFacts;
}

export interface DeleteGroup {
  readonly type: 'DeleteGroup';
  readonly id: GroupId;
}

export type GroupCommand = AddGroup | EditGroup | DeleteGroup;
