import { type Actor, rolesIn } from '@chargebook/kernel';

export function isAdministrator(actor: Actor, accountId: string): boolean {
  return rolesIn(actor, accountId).includes('administrator');
}

/** The accounts whose users the actor is shown and may change; `*` for all of them. */
export function administeredAccounts(actor: Actor): readonly string[] | '*' {
  if (isAdministrator(actor, '*')) return '*';
  return Object.keys(actor.roles).filter((account) => isAdministrator(actor, account));
}
