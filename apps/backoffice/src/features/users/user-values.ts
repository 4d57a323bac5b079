import { type FieldName, fieldNameOf } from '../../lib/field-problems';
import { type RolesByAccount, type User } from '../../lib/users';
import { type Role, ROLES } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';

export interface UserValues {
  readonly name: string;
  readonly email: string;
  readonly roles: RolesByAccount;
}

export function valuesOfUser({ name, email, roles }: User): UserValues {
  return { name: name ?? '', email: email ?? '', roles: withoutEmpty(roles) };
}

/** An account without a role is none; in one order, so that the same is the same. */
export function withoutEmpty(roles: RolesByAccount): RolesByAccount {
  const held = Object.entries(roles)
    .filter(([, names]) => names.length > 0)
    .map(([accountId, names]) => [accountId, ROLES.filter((role) => names.includes(role))] as const)
    .sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(held);
}

/** What the interface takes of what changed. */
export function userBody<Values extends Partial<UserValues>>(values: Values): Values {
  const { name, email, roles } = values;
  return {
    ...values,
    ...(name !== undefined && { name: name.trim() }),
    ...(email !== undefined && { email: email.trim() }),
    ...(roles !== undefined && { roles: withoutEmpty(roles) }),
  };
}

/** `/roles/<account>` is shown at the roles, and that the last administrator stays is, too. */
export function userField(pointer: string): FieldName | undefined {
  const [field] = fieldNameOf(pointer) ?? [];
  if (field === 'accountId' || field === 'active') return ['roles'];
  return field === undefined ? undefined : [field];
}

export function roleNames(names: readonly string[]): string {
  return ROLES.filter((role) => names.includes(role))
    .map((role: Role) => TEXTS.roles[role])
    .join(', ');
}
