import { type DetailName, type UserId } from './user.events';
import { type RolesByAccount } from './user.state';

export interface AddUser {
  readonly type: 'AddUser';
  readonly id: UserId;
  readonly roles: RolesByAccount;
  readonly facts: AccountsAsked & { readonly isEmailTaken: boolean };
}

/** What other streams say of the accounts that a command names. */
export interface AccountsAsked {
  /** Those that do not exist, or that the actor may not see. */
  readonly unknownAccounts: readonly string[];
}

export interface EditUserFacts extends AccountsAsked {
  /** Members of the details that are not as they are wished. */
  readonly changedDetails: readonly DetailName[];
  readonly isEmailTaken: boolean;
  /** Somebody else who is active and administrator of all accounts can sign in. */
  readonly hasOtherAdministrator: boolean;
}

/** A member that is absent stays as it is. */
export interface EditUser {
  readonly type: 'EditUser';
  readonly id: UserId;
  readonly isActive?: boolean;
  /** Replaces the roles whole, in the accounts of which the actor was shown any. */
  readonly roles?: RolesByAccount;
  /** Accounts whose roles the actor was shown; `*` for all of them. */
  readonly shownAccounts: readonly string[] | '*';
  readonly facts: EditUserFacts;
}

/** Gives somebody a link by which the user's password is set. */
export interface InviteUser {
  readonly type: 'InviteUser';
  readonly id: UserId;
  readonly linkId: string;
}

export type UserCommand = AddUser | EditUser | InviteUser;
