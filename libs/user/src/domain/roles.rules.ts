import { type Role, ROLES } from '@chargebook/kernel';

import { type EditUser } from './user.commands';
import { type RolesByAccount, type User } from './user.state';

/** A role in an account that a user has, gets or loses. */
export interface RoleThere {
  readonly accountId: string;
  readonly role: Role;
}

/** The roles one by one, in the order of their accounts and of the list of roles. */
export function rolesOneByOne(roles: RolesByAccount): readonly RoleThere[] {
  return Object.keys(roles)
    .sort()
    .flatMap((accountId) =>
      ROLES.filter((role) => roles[accountId]?.includes(role)).map((role) => ({ accountId, role })),
    );
}

export function hasRole(roles: RolesByAccount, { accountId, role }: RoleThere): boolean {
  return roles[accountId]?.includes(role) ?? false;
}

export function withRole(roles: RolesByAccount, { accountId, role }: RoleThere): RolesByAccount {
  const present = roles[accountId] ?? [];
  const after = ROLES.filter((each) => each === role || present.includes(each));
  return { ...roles, [accountId]: after };
}

export function withoutRole(roles: RolesByAccount, { accountId, role }: RoleThere): RolesByAccount {
  const { [accountId]: present = [], ...others } = roles;
  const after = present.filter((each) => each !== role);
  return after.length === 0 ? others : { ...others, [accountId]: after };
}

/** The accounts whose administrators have a say in the user; those of all, where he has no role. */
export function accountsOf({ roles }: Pick<User, 'roles'>): readonly string[] {
  const accounts = Object.keys(roles);
  return accounts.length === 0 ? ['*'] : accounts;
}

/** The part of the roles that whoever administers these accounts is shown. */
export function shownRoles(
  roles: RolesByAccount,
  shownAccounts: readonly string[] | '*',
): RolesByAccount {
  if (shownAccounts === '*') return roles;
  const shown = Object.entries(roles).filter(([account]) => shownAccounts.includes(account));
  return Object.fromEntries(shown);
}

export interface RoleChanges {
  readonly granted: readonly RoleThere[];
  readonly revoked: readonly RoleThere[];
}

/** What an edit asks for beside what is there. What the actor was not shown stays. */
export function roleChanges(
  { roles: wished, shownAccounts }: Pick<EditUser, 'roles' | 'shownAccounts'>,
  present: RolesByAccount,
): RoleChanges {
  if (wished === undefined) return { granted: [], revoked: [] };
  const named = [...Object.keys(wished), ...Object.keys(shownRoles(present, shownAccounts))];
  const replaced = shownRoles(present, named);
  return {
    granted: rolesOneByOne(wished).filter((it) => !hasRole(replaced, it)),
    revoked: rolesOneByOne(replaced).filter((it) => !hasRole(wished, it)),
  };
}

const EVERYWHERE: RoleThere = { accountId: '*', role: 'administrator' };

/** True for who may do anything that an administrator of all accounts may. */
export function isAdministratorOfAll({
  isActive,
  roles,
}: Pick<User, 'isActive' | 'roles'>): boolean {
  return isActive && hasRole(roles, EVERYWHERE);
}
