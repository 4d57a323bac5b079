import { ALL_ACCOUNTS } from '../../lib/session';
import { type RolesByAccount } from '../../lib/users';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { useAccountName } from './account-name';
import { roleNames } from './user-values';

export function RolesSummary({ roles }: { readonly roles: RolesByAccount }) {
  const held = Object.entries(roles).filter(([, names]) => names.length > 0);
  if (held.length === 0) return null;
  return (
    <ul className="roles-summary">
      {held.map(([accountId, names]) => (
        <RolesAt key={accountId} accountId={accountId} names={names} />
      ))}
    </ul>
  );
}

interface RolesAtParts {
  readonly accountId: string;
  readonly names: readonly string[];
}

function RolesAt({ accountId, names }: RolesAtParts) {
  const account = useAccountName(accountId);
  const roles = roleNames(names);
  return <li>{accountId === ALL_ACCOUNTS ? TEXTS.atAll(roles) : TEXTS.at(roles, account)}</li>;
}
