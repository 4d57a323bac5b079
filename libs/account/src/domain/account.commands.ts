import { type AccountId, type PaymentIntegration } from './account.events';

export interface AddAccount {
  readonly type: 'AddAccount';
  readonly id: AccountId;
  readonly name: string;
  readonly paymentIntegrations: readonly PaymentIntegration[];
}

/** A member that is absent stays as it is; the integrations are replaced whole. */
export interface EditAccount {
  readonly type: 'EditAccount';
  readonly id: AccountId;
  readonly name?: string;
  readonly paymentIntegrations?: readonly PaymentIntegration[];
}

export type AccountCommand = AddAccount | EditAccount;
