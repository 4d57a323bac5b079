import { type Role, type Stamps } from '@chargebook/kernel';

import { type UserId } from './user.events';

/** Roles per account; the key `*` stands for all accounts. No account has an empty list. */
export type RolesByAccount = Readonly<Record<string, readonly Role[]>>;

/** A user without a name: who he is, is kept outside the log. */
export interface User extends Stamps {
  readonly id: UserId;
  readonly roles: RolesByAccount;
  readonly isActive: boolean;
  /** Counts what became of the details that are kept outside the log. */
  readonly detailsVersion: number;
}

export interface UserState {
  user: User | undefined;
  /** Of the link that was given last. */
  lastLinkId: string | undefined;
}
