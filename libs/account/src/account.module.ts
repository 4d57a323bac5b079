import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { owningAccount, StreamFolds } from '@chargebook/kernel';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { AccountHandler } from './commands/account.handler';
import { accountAggregate } from './domain/account.decider';
import { AccountController } from './http/account.controller';
import { AccountHistoryController } from './http/account-history.controller';
import { ACCOUNT_PROBLEMS } from './http/account.problems';
import { GetAccountHandler } from './queries/get-account.query';
import { ListAccountsHandler } from './queries/list-accounts.query';

@Module({
  imports: [CqrsModule],
  controllers: [AccountController, AccountHistoryController],
  providers: [AccountHandler, GetAccountHandler, ListAccountsHandler],
})
export class AccountModule {
  constructor(resolvers: AccountResolvers, problems: ProblemCatalogue, folds: StreamFolds) {
    problems.add(ACCOUNT_PROBLEMS);
    resolvers.add('account', (streamId) =>
      owningAccount(folds, { aggregate: accountAggregate, streamId, isFixed: true }),
    );
  }
}
