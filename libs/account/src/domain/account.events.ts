import { FIRST_VERSION, withShapes } from '@chargebook/kernel';

import shapes from './event-shapes.json';

export type AccountId = string & { readonly __brand: 'AccountId' };

/** Who takes payments for the account; a closed list that grows. */
export const PAYMENT_INTEGRATIONS = ['payter'] as const;
export type PaymentIntegration = (typeof PAYMENT_INTEGRATIONS)[number];

interface Of {
  readonly accountId: AccountId;
}
interface OfIntegration extends Of {
  readonly integration: PaymentIntegration;
}

/** Every event names its account, so that nobody has to take a stream's name apart. */
export type AccountEvent =
  | { readonly type: 'AccountAdded'; readonly data: Of & { readonly name: string } }
  | { readonly type: 'AccountRenamed'; readonly data: Of & { readonly name: string } }
  | { readonly type: 'PaymentIntegrationEnabled'; readonly data: OfIntegration }
  | { readonly type: 'PaymentIntegrationDisabled'; readonly data: OfIntegration };

export const ACCOUNT_CATEGORY = 'account';

export const ACCOUNT_SCHEMAS = withShapes(
  {
    AccountAdded: FIRST_VERSION,
    AccountRenamed: FIRST_VERSION,
    PaymentIntegrationEnabled: FIRST_VERSION,
    PaymentIntegrationDisabled: FIRST_VERSION,
  } as const,
  shapes,
);
