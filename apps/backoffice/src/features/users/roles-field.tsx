import { Button, Checkbox } from 'antd';

import { AccountChoice } from '../../components/account-choice';
import { type RolesByAccount } from '../../lib/users';
import { ALL_ACCOUNTS, type Role, ROLES, useHoldsRole } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { useAccountName } from './account-name';

interface RolesFieldParts {
  readonly id?: string;
  readonly value?: RolesByAccount;
  readonly onChange?: (roles: RolesByAccount) => void;
}

/** A line of roles for each account; what one does not administer is only shown. */
export function RolesField({ id, value = {}, onChange }: RolesFieldParts) {
  const mayAll = useHoldsRole('administrator');
  const accounts = Object.keys(value).sort();
  const shown = mayAll ? [ALL_ACCOUNTS, ...accounts.filter((it) => it !== ALL_ACCOUNTS)] : accounts;
  const set = (accountId: string, names: Role[] | undefined): void => {
    const { [accountId]: _before, ...others } = value;
    onChange?.(names === undefined ? others : { ...others, [accountId]: names });
  };
  return (
    <div id={id} className="roles-field">
      {shown.map((accountId) => (
        <AccountRoles
          key={accountId}
          accountId={accountId}
          names={value[accountId] ?? []}
          onSet={(names) => set(accountId, names)}
        />
      ))}
      {accounts.length === 0 ? <p className="quiet">{TEXTS.noRoles}</p> : null}
      <AccountChoice
        placeholder={TEXTS.addAccount}
        aria-label={TEXTS.addAccount}
        onChange={(accountId) => set(accountId, value[accountId] ?? ['viewer'])}
      />
    </div>
  );
}

interface AccountRolesParts {
  readonly accountId: string;
  readonly names: readonly Role[];
  readonly onSet: (names: Role[] | undefined) => void;
}

function AccountRoles({ accountId, names, onSet }: AccountRolesParts) {
  const account = useAccountName(accountId);
  const mayChange = useHoldsRole('administrator', accountId);
  return (
    <fieldset className="account-roles" aria-label={TEXTS.rolesFor(account)}>
      <legend>
        {account}
        {names.length === 0 || !mayChange ? null : (
          <Button
            size="small"
            type="text"
            aria-label={TEXTS.removeAccount(account)}
            onClick={() => onSet(undefined)}
          >
            ×
          </Button>
        )}
      </legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          checked={names.includes(role)}
          {...(!mayChange && { disabled: true })}
          title={TEXTS.roleHelp[role]}
          onChange={({ target }) => {
            onSet(target.checked ? [...names, role] : names.filter((name) => name !== role));
          }}
        >
          {TEXTS.roles[role]}
        </Checkbox>
      ))}
      {mayChange ? null : <p className="quiet">{TEXTS.notYours}</p>}
    </fieldset>
  );
}
