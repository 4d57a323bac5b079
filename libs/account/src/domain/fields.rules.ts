import { type Fields } from '@chargebook/kernel';

import { type Account } from './account.state';

export const ACCOUNT_FIELDS: readonly string[] = ['name', 'paymentIntegrations'];

/** An account as it is written. */
export function accountFields(account: Account | undefined): Fields | undefined {
  if (account === undefined) return undefined;
  const { name, paymentIntegrations } = account;
  return { name, paymentIntegrations };
}
