import { type Actor } from '@chargebook/kernel';

/** What a user may do, as it stands now. */
export interface Access {
  readonly isActive: boolean;
  readonly roles: Actor['roles'];
}

/** Undefined for who is no user. */
export type AccessReader = (userId: string) => Promise<Access | undefined>;

/** Whoever keeps users tells here how to look at one, when its module is made. */
export class UserAccess {
  private reader: AccessReader | undefined;

  /** @throws Error when it is told twice */
  readBy(reader: AccessReader): void {
    if (this.reader !== undefined) throw new Error('the access of users is read twice');
    this.reader = reader;
  }

  /** The roles of a user who is there and active, else undefined. */
  async rolesOf(userId: string): Promise<Actor['roles'] | undefined> {
    if (this.reader === undefined) throw new Error('nobody reads the access of users');
    const access = await this.reader(userId);
    return access?.isActive === true ? access.roles : undefined;
  }
}
