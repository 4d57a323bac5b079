import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { accountAggregate } from '../domain/account.decider';
import { type Account } from '../domain/account.state';

/** One account as its stream has it now. */
export class GetAccount extends Query<ThingReading<Account> | undefined> {
  constructor(readonly accountId: string) {
    super();
  }
}

@QueryHandler(GetAccount)
export class GetAccountHandler implements IQueryHandler<GetAccount> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ accountId }: GetAccount): Promise<ThingReading<Account> | undefined> {
    return readThing(this.folds, {
      aggregate: accountAggregate,
      streamId: accountId,
      thing: accountId,
      show: ({ account }) => account as Account,
    });
  }
}
