import { useAccount } from '../../lib/accounts';
import { ALL_ACCOUNTS } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';

/** The account's name, or that it is all of them. */
export function useAccountName(accountId: string): string {
  const isOne = accountId !== ALL_ACCOUNTS;
  const { data } = useAccount(accountId, isOne);
  return isOne ? (data?.name ?? TEXTS.account) : TEXTS.allAccounts;
}
