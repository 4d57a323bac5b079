import {
  accept,
  type Aggregate,
  type Decision,
  type Recorded,
  rejectIfAny,
  stampAdded,
  stampChanged,
  thingIdOf,
} from '@chargebook/kernel';

import { type RoleChanges, roleChanges, rolesOneByOne, withoutRole, withRole } from './roles.rules';
import { rolesNeeded } from './role-needs.rules';
import { type AddUser, type EditUser, type InviteUser, type UserCommand } from './user.commands';
import { USER_CATEGORY, USER_SCHEMAS, type UserEvent } from './user.events';
import {
  emailTaken,
  lastAdministrator,
  unknownAccounts,
  type UserRejection,
} from './user-rejections.rules';
import { type User, type UserState } from './user.state';

type UserDecision = Decision<UserEvent, UserRejection>;
type CommandOf<Type extends UserCommand['type']> = Extract<UserCommand, { type: Type }>;
type EventOf<Type extends UserEvent['type']> = Recorded<Extract<UserEvent, { type: Type }>>;

const deciders: {
  readonly [Type in UserCommand['type']]: (
    command: CommandOf<Type>,
    state: Readonly<UserState>,
  ) => UserDecision;
} = {
  AddUser: (command, { user }) => (user === undefined ? addUser(command) : accept([])),
  EditUser: (command, { user }) => (user === undefined ? accept([]) : editUser(command, user)),
  InviteUser: (command, state) => inviteUser(command, state),
};

function addUser({ id: userId, roles, facts }: AddUser): UserDecision {
  const rejections = unknownAccounts(facts);
  const taken = facts.isEmailTaken && rejections.length === 0 ? [emailTaken()] : [];
  const granted = rolesOneByOne(roles).map((role): UserEvent => ({
    type: 'RoleGranted',
    data: { userId, ...role },
  }));
  return (
    rejectIfAny([...rejections, ...taken]) ??
    accept([{ type: 'UserAdded', data: { userId } }, ...granted])
  );
}

function editUser(command: EditUser, user: User): UserDecision {
  const { isActive = user.isActive, facts } = command;
  const changes = roleChanges(command, user.roles);
  const roles = changes.revoked.reduce(withoutRole, changes.granted.reduce(withRole, user.roles));
  const after = { isActive, roles };
  const rejections = [...unknownAccounts(facts), ...lastAdministrator({ user, after }, facts)];
  const taken = facts.isEmailTaken && rejections.length === 0 ? [emailTaken()] : [];
  return rejectIfAny([...rejections, ...taken]) ?? accept(eventsOf(command, user, changes));
}

function eventsOf(
  { id: userId, isActive, facts }: EditUser,
  user: User,
  { granted, revoked }: RoleChanges,
): readonly UserEvent[] {
  const events: UserEvent[] = [];
  if (facts.changedDetails.length > 0) {
    events.push({ type: 'UserDetailsChanged', data: { userId, changed: facts.changedDetails } });
  }
  for (const role of granted) events.push({ type: 'RoleGranted', data: { userId, ...role } });
  for (const role of revoked) events.push({ type: 'RoleRevoked', data: { userId, ...role } });
  if (isActive !== undefined && isActive !== user.isActive) {
    events.push({ type: isActive ? 'UserReactivated' : 'UserDeactivated', data: { userId } });
  }
  return events;
}

function inviteUser(
  { id: userId, linkId }: InviteUser,
  { user, lastLinkId }: Readonly<UserState>,
): UserDecision {
  if (user?.isActive !== true) {
    return { kind: 'rejected', rejections: [{ code: 'user-inactive', pointer: '' }] };
  }
  return accept(linkId === lastLinkId ? [] : [{ type: 'UserInvited', data: { userId, linkId } }]);
}

const evolvers: {
  readonly [Type in UserEvent['type']]: (event: EventOf<Type>, user: User) => Partial<User>;
} = {
  UserAdded: (event) => {
    const { userId: id } = event.data;
    return { id, roles: {}, isActive: true, detailsVersion: 1, ...stampAdded(event) };
  },
  UserDetailsChanged: (_event, user) => ({ detailsVersion: user.detailsVersion + 1 }),
  RoleGranted: ({ data }, { roles }) => ({ roles: withRole(roles, data) }),
  RoleRevoked: ({ data }, { roles }) => ({ roles: withoutRole(roles, data) }),
  UserDeactivated: () => ({ isActive: false }),
  UserReactivated: () => ({ isActive: true }),
  UserInvited: () => ({}),
};

/**
 * A user belongs to every account in which he has a role, so that no single one says who may come
 * here: whoever sends a command says whose administrator he is, and the needs are judged one by
 * one.
 */
export const userAggregate: Aggregate<UserCommand, UserEvent, UserState, UserRejection> = {
  category: USER_CATEGORY,
  schemas: USER_SCHEMAS,
  decider: {
    initial: () => ({ user: undefined, lastLinkId: undefined }),
    decide: (command, state) => deciders[command.type](command as never, state),
    evolve: (draft, event) => {
      draft.user = evolveUser(draft.user, event);
      if (event.type === 'UserInvited') draft.lastLinkId = event.data.linkId;
    },
  },
  touches: (event) => (event.type === 'UserInvited' ? [] : [thingIdOf(event.data.userId)]),
  roleFor: () => 'administrator',
  rolesNeeded: (command, { user }) => rolesNeeded(command, user),
  accountOf: () => undefined,
  holds: ({ user }, thing) => user !== undefined && thingIdOf(user.id) === thing,
};

/** The user after the event; lists fold with it too. A link changes nothing of him. */
export function evolveUser(user: User | undefined, event: Recorded<UserEvent>): User {
  const changes = evolvers[event.type](event as never, user as User);
  const stamps = event.type === 'UserInvited' ? {} : stampChanged(event);
  return { ...(user as User), ...stamps, ...changes };
}
