import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { UserAccess } from '@chargebook/identity';
import { StreamFolds } from '@chargebook/kernel';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { FirstAdministratorHandler } from './commands/first-administrator.handler';
import { UserHandler } from './commands/user.handler';
import { accountsOf } from './domain/roles.rules';
import { userAggregate } from './domain/user.decider';
import { type User } from './domain/user.state';
import { MeController } from './http/me.controller';
import { UserController } from './http/user.controller';
import { USER_PROBLEMS } from './http/user.problems';
import { GetUserHandler } from './queries/get-user.query';
import { ListUsersHandler } from './queries/list-users.query';

@Module({
  imports: [CqrsModule],
  controllers: [MeController, UserController],
  providers: [UserHandler, FirstAdministratorHandler, GetUserHandler, ListUsersHandler],
})
export class UserModule {
  constructor(
    resolvers: AccountResolvers,
    problems: ProblemCatalogue,
    access: UserAccess,
    private readonly folds: StreamFolds,
  ) {
    problems.add(USER_PROBLEMS);
    resolvers.add('user', async (userId) => {
      const user = await this.userOf(userId);
      return user && accountsOf(user);
    });
    access.readBy((userId) => this.userOf(userId));
  }

  /** As the stream has him now: what was revoked is felt when it is asked the next time. */
  private userOf(userId: string): Promise<User | undefined> {
    return this.folds.readThing(userAggregate, userId, ({ state }) => state.user);
  }
}
