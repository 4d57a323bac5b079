import { type Stamps } from '@chargebook/kernel';

import { type AccountId, type PaymentIntegration } from './account.events';

export interface Account extends Stamps {
  readonly id: AccountId;
  readonly name: string;
  readonly paymentIntegrations: readonly PaymentIntegration[];
}

export interface AccountState {
  account: Account | undefined;
}
