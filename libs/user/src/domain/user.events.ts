import { FIRST_VERSION, type Role, withShapes } from '@chargebook/kernel';

import shapes from './event-shapes.json';

export type UserId = string & { readonly __brand: 'UserId' };

/** What is kept of a person outside the log; an event says that it changed, never what it is. */
export type DetailName = 'name' | 'email';

interface Of {
  readonly userId: UserId;
}
interface OfRole extends Of {
  /** `*` for all accounts. */
  readonly accountId: string;
  readonly role: Role;
}

/** Every event names its user, so that nobody has to take a stream's name apart. */
export type UserEvent =
  | { readonly type: 'UserAdded'; readonly data: Of }
  | {
      readonly type: 'UserDetailsChanged';
      readonly data: Of & { readonly changed: readonly DetailName[] };
    }
  | { readonly type: 'RoleGranted'; readonly data: OfRole }
  | { readonly type: 'RoleRevoked'; readonly data: OfRole }
  | { readonly type: 'UserDeactivated'; readonly data: Of }
  | { readonly type: 'UserReactivated'; readonly data: Of }
  /** Somebody was given a link by which the user's password is set. */
  | { readonly type: 'UserInvited'; readonly data: Of & { readonly linkId: string } };

export const USER_CATEGORY = 'user';

export const USER_SCHEMAS = withShapes(
  {
    UserAdded: FIRST_VERSION,
    UserDetailsChanged: FIRST_VERSION,
    RoleGranted: FIRST_VERSION,
    RoleRevoked: FIRST_VERSION,
    UserDeactivated: FIRST_VERSION,
    UserReactivated: FIRST_VERSION,
    UserInvited: FIRST_VERSION,
  } as const,
  shapes,
);
