import { type AccountId } from '@chargebook/account/contracts';
import { type Stamps } from '@chargebook/kernel';

import { type GroupId } from './group.events';

export interface Group extends Stamps {
  readonly id: GroupId;
  readonly name: string;
  /** Null: of all accounts. */
  readonly accountId: AccountId | null;
  readonly isDeleted: boolean;
}

export interface GroupState {
  group: Group | undefined;
}
