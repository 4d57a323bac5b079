import { type RoleNeed } from '@chargebook/kernel';

import { accountsOf, roleChanges } from './roles.rules';
import { type AddUser, type EditUser, type UserCommand } from './user.commands';
import { type User } from './user.state';

/**
 * An administrator gives and takes roles in his own accounts. Whatever concerns the whole person
 * (his name, whether he is active, the link that sets his password) needs an administrator of every
 * account in which he has a role: else one account's would become another's.
 */
export function rolesNeeded(command: UserCommand, user: User | undefined): readonly RoleNeed[] {
  switch (command.type) {
    case 'AddUser':
      return needsOfAdding(command);
    case 'EditUser':
      return user === undefined
        ? []
        : [...needsOfRoles(command, user), ...needsOfWhole(command, user)];
    case 'InviteUser':
      return user === undefined ? [] : everywhere(user, '');
  }
}

/** Who has no role anywhere is the affair of those who administer all accounts. */
function needsOfAdding({ roles, facts }: AddUser): readonly RoleNeed[] {
  const accounts = Object.keys(roles).filter((account) => !facts.unknownAccounts.includes(account));
  return Object.keys(roles).length === 0
    ? [administrator('*', '')]
    : accounts.map((account) => administrator(account, `/roles/${account}`));
}

function needsOfRoles(command: EditUser, { roles }: User): readonly RoleNeed[] {
  const { granted, revoked } = roleChanges(command, roles);
  const accounts = new Set([...granted, ...revoked].map(({ accountId }) => accountId));
  return [...accounts]
    .filter((account) => !command.facts.unknownAccounts.includes(account))
    .map((account) => administrator(account, `/roles/${account}`));
}

function needsOfWhole({ isActive, facts }: EditUser, user: User): readonly RoleNeed[] {
  const changed: readonly string[] = facts.changedDetails;
  const isSwitched = isActive !== undefined && isActive !== user.isActive;
  const members = isSwitched ? [...changed, 'active'] : changed;
  return members.flatMap((member) => everywhere(user, `/${member}`));
}

function everywhere(user: User, pointer: string): readonly RoleNeed[] {
  return accountsOf(user).map((account) => administrator(account, pointer));
}

function administrator(accountId: string, pointer: string): RoleNeed {
  return { role: 'administrator', accountId, pointer };
}
