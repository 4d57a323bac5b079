import { People } from '@chargebook/identity';
import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { userAggregate } from '../domain/user.decider';
import { type User } from '../domain/user.state';

/** A user as he is shown: his roles, and who he is. */
export interface UserView extends User {
  readonly name: string | null;
  readonly email: string | null;
}

/** One user as his stream has him now. */
export class GetUser extends Query<ThingReading<UserView> | undefined> {
  constructor(readonly userId: string) {
    super();
  }
}

@QueryHandler(GetUser)
export class GetUserHandler implements IQueryHandler<GetUser> {
  constructor(
    private readonly folds: StreamFolds,
    private readonly people: People,
  ) {}

  async execute({ userId }: GetUser): Promise<ThingReading<UserView> | undefined> {
    const reading = await readThing(this.folds, {
      aggregate: userAggregate,
      streamId: userId,
      thing: userId,
      show: ({ user }) => user as User,
    });
    if (reading === undefined) return undefined;
    const { name = null, email = null } = (await this.people.one(userId)) ?? {};
    return { ...reading, view: { ...reading.view, name, email } };
  }
}
