import { userAggregate } from './domain/user.decider';
import { USER_GROUP } from './projections/user-list.projection';
import { UserModule } from './user.module';

export { WelcomeFirstAdministrator } from './commands/first-administrator.handler';
export { USER_CATEGORY } from './domain/user.events';

/** The context as a process composes it. */
export const userContext = {
  module: UserModule,
  aggregates: [userAggregate],
  groups: [USER_GROUP],
} as const;
