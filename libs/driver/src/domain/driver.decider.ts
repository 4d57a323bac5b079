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

import { type CardAsked, type DriverCommand, type EditDriver } from './driver.commands';
import { DRIVER_CATEGORY, DRIVER_SCHEMAS, type DriverEvent } from './driver.events';
import { type DriverRejection, refuseEdit, refuseNewDriver } from './driver.rules';
import { type Driver, type DriverState } from './driver.state';
import { rfidCardClaims } from './rfid-card.claims';

type DriverDecision = Decision<DriverEvent, DriverRejection>;
type CommandOf<Type extends DriverCommand['type']> = Extract<DriverCommand, { type: Type }>;
type EventOf<Type extends DriverEvent['type']> = Recorded<Extract<DriverEvent, { type: Type }>>;

const deciders: {
  readonly [Type in DriverCommand['type']]: (
    command: CommandOf<Type>,
    driver: Driver | undefined,
  ) => DriverDecision;
} = {
  AddDriver: (command, driver) => {
    if (driver !== undefined) return accept([]);
    const { id: driverId, accountId, externalId, groupIds, rfidCards } = command;
    const data = { driverId, accountId, externalId, groupIds, rfidCards };
    return rejectIfAny(refuseNewDriver(command)) ?? accept([{ type: 'DriverAdded', data }]);
  },

  EditDriver: (command, driver) =>
    driver === undefined
      ? accept([])
      : (rejectIfAny(refuseEdit(command, driver)) ?? accept(changesOf(command, driver))),

  RemoveDriver: ({ id: driverId }, driver) =>
    accept(driver?.isRemoved ? [] : [{ type: 'DriverRemoved', data: { driverId } }]),
};

function changesOf(command: EditDriver, driver: Driver): readonly DriverEvent[] {
  const { externalId, groupIds, rfidCards } = command;
  const { id: driverId } = driver;
  const events: DriverEvent[] = [];
  if (externalId !== undefined && externalId !== driver.externalId) {
    events.push({ type: 'DriverExternalIdChanged', data: { driverId, externalId } });
  }
  events.push(...moveOf(command, driver));
  if (groupIds !== undefined && !isSameSet(groupIds, driver.groupIds)) {
    events.push({ type: 'DriverGroupsChanged', data: { driverId, groupIds } });
  }
  if (rfidCards !== undefined) events.push(...cardChanges(rfidCards, driver));
  return [...events, ...blockingOf(command, driver)];
}

function moveOf({ accountId }: EditDriver, driver: Driver): readonly DriverEvent[] {
  if (accountId === undefined || accountId === driver.accountId) return [];
  return [{ type: 'DriverMoved', data: { driverId: driver.id, accountId } }];
}

function blockingOf({ isBlocked }: EditDriver, driver: Driver): readonly DriverEvent[] {
  if (isBlocked === undefined || isBlocked === driver.isBlocked) return [];
  const type = isBlocked ? 'DriverBlocked' : 'DriverUnblocked';
  return [{ type, data: { driverId: driver.id } }];
}

function cardChanges(asked: readonly CardAsked[], driver: Driver): readonly DriverEvent[] {
  const { id: driverId, rfidCards: held } = driver;
  const wanted = asked.map(({ cardId }) => cardId);
  const removed = held.filter((cardId) => !wanted.includes(cardId));
  const added = wanted.flatMap((cardId, index): readonly DriverEvent[] => {
    const isNew = !held.includes(cardId) && wanted.indexOf(cardId) === index;
    if (!isNew) return [];
    return [{ type: 'RfidCardAdded', data: { driverId, cardId }, pointer: `/rfidCards/${index}` }];
  });
  return [
    ...removed.map((cardId): DriverEvent => ({
      type: 'RfidCardRemoved',
      data: { driverId, cardId },
    })),
    ...added,
  ];
}

/** Nobody is in a group before another one: another order is no change. */
function isSameSet(ones: readonly string[], others: readonly string[]): boolean {
  return ones.length === others.length && ones.every((one) => others.includes(one));
}

const evolvers: {
  readonly [Type in DriverEvent['type']]: (
    event: EventOf<Type>,
    cards: Driver['rfidCards'],
  ) => Partial<Driver>;
} = {
  DriverAdded: (event) => {
    const { driverId, ...data } = event.data;
    return { id: driverId, ...data, isBlocked: false, isRemoved: false, ...stampAdded(event) };
  },
  DriverExternalIdChanged: ({ data }) => ({ externalId: data.externalId }),
  DriverGroupsChanged: ({ data }) => ({ groupIds: data.groupIds }),
  RfidCardAdded: ({ data }, cards) => ({ rfidCards: [...cards, data.cardId] }),
  RfidCardRemoved: ({ data }, cards) => ({
    rfidCards: cards.filter((cardId) => cardId !== data.cardId),
  }),
  DriverBlocked: () => ({ isBlocked: true }),
  DriverUnblocked: () => ({ isBlocked: false }),
  DriverMoved: ({ data }) => ({ accountId: data.accountId }),
  DriverRemoved: () => ({ isRemoved: true, rfidCards: [] }),
};

/** A move needs the role in both accounts; where one is not known, a rule refuses (RULES 24). */
function rolesNeeded(
  command: DriverCommand,
  { driver }: Readonly<DriverState>,
): readonly RoleNeed[] {
  const own: RoleNeed = { role: 'administrator', pointer: '' };
  if (command.type !== 'EditDriver' || driver === undefined) return [own];
  const { accountId, facts } = command;
  const isMoving = accountId !== undefined && accountId !== driver.accountId;
  if (!isMoving || !facts.isAccountKnown) return [own];
  return [own, { role: 'administrator', pointer: '/accountId', accountId }];
}

export const driverAggregate: Aggregate<DriverCommand, DriverEvent, DriverState, DriverRejection> =
  {
    category: DRIVER_CATEGORY,
    schemas: DRIVER_SCHEMAS,
    decider: {
      initial: () => ({ driver: undefined }),
      decide: (command, { driver }) => deciders[command.type](command as never, driver),
      evolve: (draft, event) => {
        draft.driver = evolveDriver(draft.driver, event);
      },
    },
    touches: (event) => [thingIdOf(event.data.driverId)],
    roleFor: () => 'administrator',
    rolesNeeded,
    // Also of a removed driver: the one who removed him may ask again.
    accountOf: ({ driver }) => driver?.accountId,
    holds: ({ driver }, thing) =>
      driver !== undefined && !driver.isRemoved && thingIdOf(driver.id) === thing,
    claims: rfidCardClaims,
  };

/** The driver after the event; lists fold with it too. */
export function evolveDriver(driver: Driver | undefined, event: Recorded<DriverEvent>): Driver {
  const changes = evolvers[event.type](event as never, driver?.rfidCards ?? []);
  return { ...(driver as Driver), ...stampChanged(event), ...changes };
}
