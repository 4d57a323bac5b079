import { accountAggregate } from './domain/account.decider';
import { ACCOUNT_GROUP } from './projections/account-list.projection';
import { AccountModule } from './account.module';

/** The context as a process composes it. */
export const accountContext = {
  module: AccountModule,
  aggregates: [accountAggregate],
  groups: [ACCOUNT_GROUP],
} as const;
