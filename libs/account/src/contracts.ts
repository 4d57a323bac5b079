import {
  type CommandEnvelope,
  type FactsFold,
  type FactsReader,
  rolesIn,
} from '@chargebook/kernel';

import {
  ACCOUNT_CATEGORY,
  ACCOUNT_SCHEMAS,
  type AccountEvent,
  type AccountId,
} from './domain/account.events';

export { type AccountEvent, type AccountId } from './domain/account.events';

/** What other contexts may know of an account. */
export interface AccountFacts {
  doesExist: boolean;
  /** Whether chargers of the account may get payment terminals. */
  hasPayter: boolean;
}

const evolvers: Readonly<Record<AccountEvent['type'], (draft: AccountFacts) => void>> = {
  AccountAdded: (draft) => {
    draft.doesExist = true;
  },
  AccountRenamed: () => undefined,
  PaymentIntegrationEnabled: (draft) => {
    draft.hasPayter = true;
  },
  PaymentIntegrationDisabled: (draft) => {
    draft.hasPayter = false;
  },
};

export const accountFacts: FactsFold<AccountFacts> = {
  category: ACCOUNT_CATEGORY,
  schemas: ACCOUNT_SCHEMAS,
  initial: () => ({ doesExist: false, hasPayter: false }),
  evolve: (draft, event) => evolvers[event.type as AccountEvent['type']](draft),
};

/**
 * True when the account exists and whoever commands may see it: another's account is no different
 * from one that does not exist (RULES 25).
 */
export async function isAccountKnown(
  reader: FactsReader,
  { actor, isSystem }: Pick<CommandEnvelope, 'actor' | 'isSystem'>,
  accountId: AccountId,
): Promise<boolean> {
  const isVisible = isSystem === true || rolesIn(actor, accountId).length > 0;
  return isVisible && (await reader.read(accountFacts, accountId)).doesExist;
}
