import {
  accept,
  type Aggregate,
  type Decision,
  type Recorded,
  rejectIfAny,
  type RoleNeed,
  stampAdded,
  stampChanged,
  thingIdOf,
} from '@chargebook/kernel';

import { type EditGroup, type GroupCommand } from './group.commands';
import { GROUP_CATEGORY, GROUP_SCHEMAS, type GroupEvent } from './group.events';
import { type Group, type GroupState } from './group.state';

/** The account of a group that does not exist, or that the actor may not see. */
export type GroupRejection = {
  readonly code: 'account-not-found';
  readonly pointer: '/accountId';
  readonly accountId: string | null;
};

type GroupDecision = Decision<GroupEvent, GroupRejection>;
type CommandOf<Type extends GroupCommand['type']> = Extract<GroupCommand, { type: Type }>;
type EventOf<Type extends GroupEvent['type']> = Recorded<Extract<GroupEvent, { type: Type }>>;

const deciders: {
  readonly [Type in GroupCommand['type']]: (
    command: CommandOf<Type>,
    group: Group | undefined,
  ) => GroupDecision;
} = {
  // Whether there is such an account is asked before: its roles decide who may come here at all.
  AddGroup: ({ id: groupId, name, accountId }, group) => {
    const added: GroupEvent = { type: 'GroupAdded', data: { groupId, name, accountId } };
    return accept(group === undefined ? [added] : []);
  },

  EditGroup: (command, group) => {
    const { id: groupId, name, facts } = command;
    const moved = movedTo(command, group);
    const events: GroupEvent[] = [];
    if (name !== undefined && name !== group?.name) {
      events.push({ type: 'GroupRenamed', data: { groupId, name } });
    }
    if (moved === undefined) return accept(events);
    const unknown = facts.isAccountKnown ? [] : [unknownAccount(moved.accountId)];
    return (
      rejectIfAny(unknown) ??
      accept([...events, { type: 'GroupMoved', data: { groupId, ...moved } }])
    );
  },

  DeleteGroup: ({ id: groupId }, group) =>
    accept(group?.isDeleted ? [] : [{ type: 'GroupDeleted', data: { groupId } }]),
};

export function unknownAccount(accountId: string | null): GroupRejection {
  return { code: 'account-not-found', pointer: '/accountId', accountId };
}

/** Where the edit moves the group, undefined when it stays. */
function movedTo(
  { accountId }: EditGroup,
  group: Group | undefined,
): Pick<Group, 'accountId'> | undefined {
  return accountId === undefined || accountId === group?.accountId ? undefined : { accountId };
}

const evolvers: {
  readonly [Type in GroupEvent['type']]: (event: EventOf<Type>) => Partial<Group>;
} = {
  GroupAdded: (event) => {
    const { groupId, name, accountId } = event.data;
    return { id: groupId, name, accountId, isDeleted: false, ...stampAdded(event) };
  },
  GroupRenamed: (event) => ({ name: event.data.name }),
  GroupMoved: (event) => ({ accountId: event.data.accountId }),
  GroupDeleted: () => ({ isDeleted: true }),
};

/** A move needs the role on the far side too; where that is not known, the rule above refuses. */
function rolesNeeded(command: GroupCommand, { group }: Readonly<GroupState>): readonly RoleNeed[] {
  const own: RoleNeed = { role: 'administrator', pointer: '' };
  if (command.type !== 'EditGroup' || !command.facts.isAccountKnown) return [own];
  const moved = movedTo(command, group);
  if (moved === undefined) return [own];
  const accountId = moved.accountId ?? '*';
  return [own, { role: 'administrator', pointer: '/accountId', accountId }];
}

/** A group of all accounts is its administrators' of all accounts to write, everybody's to read. */
export const groupAggregate: Aggregate<GroupCommand, GroupEvent, GroupState, GroupRejection> = {
  category: GROUP_CATEGORY,
  schemas: GROUP_SCHEMAS,
  decider: {
    initial: () => ({ group: undefined }),
    decide: (command, { group }) => deciders[command.type](command as never, group),
    evolve: (draft, event) => {
      draft.group = evolveGroup(draft.group, event);
    },
  },
  touches: (event) => [thingIdOf(event.data.groupId)],
  roleFor: () => 'administrator',
  rolesNeeded,
  // Also of a deleted group: the one who deleted it may ask again.
  accountOf: ({ group }) => group && (group.accountId ?? '*'),
  holds: ({ group }, thing) =>
    group !== undefined && !group.isDeleted && thingIdOf(group.id) === thing,
};

/** The group after the event; lists fold with it too. */
export function evolveGroup(group: Group | undefined, event: Recorded<GroupEvent>): Group {
  const changes = evolvers[event.type](event as never);
  return { ...(group as Group), ...stampChanged(event), ...changes };
}
