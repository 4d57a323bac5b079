import { isAdministratorOfAll } from './roles.rules';
import { type AccountsAsked, type EditUserFacts } from './user.commands';
import { type User } from './user.state';

export type UserRejection =
  | {
      readonly code: 'account-not-found';
      /** `/roles/<account id>` */
      readonly pointer: string;
      readonly accountId: string;
    }
  | { readonly code: 'last-administrator'; readonly pointer: '/active' | '/roles' }
  | { readonly code: 'user-inactive'; readonly pointer: '' }
  | { readonly code: 'email-taken'; readonly pointer: '/email' };

/** Accounts that do not exist, and another's, are the same to whoever asks (RULES 25). */
export function unknownAccounts({ unknownAccounts: ids }: AccountsAsked): readonly UserRejection[] {
  return ids.map((accountId) => ({
    code: 'account-not-found',
    pointer: `/roles/${accountId}`,
    accountId,
  }));
}

export function emailTaken(): UserRejection {
  return { code: 'email-taken', pointer: '/email' };
}

/** Somebody must be left who can give roles back: an edit does not take the last one away. */
export function lastAdministrator(
  { user, after }: { readonly user: User; readonly after: Pick<User, 'isActive' | 'roles'> },
  { hasOtherAdministrator }: EditUserFacts,
): readonly UserRejection[] {
  const isLost = isAdministratorOfAll(user) && !isAdministratorOfAll(after);
  if (!isLost || hasOtherAdministrator) return [];
  return [{ code: 'last-administrator', pointer: after.isActive ? '/roles' : '/active' }];
}
