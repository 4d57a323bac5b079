import { type DriverEvent } from '@chargebook/driver/contracts';
import { type GroupEvent } from '@chargebook/group/contracts';
import { type EventMetadata } from '@chargebook/kernel';
import { type DependentNote, type Note, type ThingNote } from '@chargebook/policies';

import { type ChargerEvent, type Scope } from '../domain/charger.events';

/** What a scope may name. */
export interface NamedThing {
  readonly kind: 'driver' | 'group';
  readonly id: string;
}

interface SeenEvent {
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

type BondEvent = DriverEvent | GroupEvent | ChargerEvent;
type EventOf<Type extends BondEvent['type']> = Extract<BondEvent, { readonly type: Type }>;
type Notes = {
  readonly [Type in BondEvent['type']]?: (
    event: EventOf<Type>,
    metadata: EventMetadata,
  ) => readonly Note[];
};

/** The events that say who rests on what, and what becomes of that; all others say neither. */
const NOTES: Notes = {
  DriverAdded: ({ data }) => [driver(data.driverId, { accountId: data.accountId, isThere: true })],
  DriverMoved: ({ data }) => [driver(data.driverId, { accountId: data.accountId, isThere: true })],
  DriverRemoved: ({ data }) => [driver(data.driverId, GONE)],
  GroupAdded: ({ data }) => [group(data.groupId, { accountId: data.accountId, isThere: true })],
  GroupMoved: ({ data }) => [group(data.groupId, { accountId: data.accountId, isThere: true })],
  GroupDeleted: ({ data }) => [group(data.groupId, GONE)],
  ChargerAdded: ({ data }, metadata) =>
    namesNothing(data.scope) ? [] : [charger(data, data.scope, metadata)],
  ScopeChanged: ({ data }, metadata) =>
    namesNothing(data.before) && namesNothing(data.after)
      ? []
      : [charger(data, data.after, metadata)],
  ChargerRetired: ({ data }, metadata) => [charger(data, { kind: 'closed' }, metadata)],
};

/** What the event says of the bonds between chargers and the drivers and groups of their scopes. */
export function bondNotesOf({ type, data, metadata }: SeenEvent): readonly Note[] {
  if (!Object.hasOwn(NOTES, type)) return [];
  const notesOf = NOTES[type as BondEvent['type']] as (
    event: object,
    metadata: EventMetadata,
  ) => readonly Note[];
  return notesOf({ type, data }, metadata as EventMetadata);
}

export function namedThingOf(thingId: string): NamedThing {
  const [kind, id = ''] = thingId.split(':');
  return { kind: kind === 'driver' ? kind : 'group', id };
}

type ThingFacts = Pick<ThingNote, 'accountId' | 'isThere'>;

const GONE: ThingFacts = { accountId: null, isThere: false };

function driver(id: string, facts: ThingFacts): ThingNote {
  return { kind: 'thing', id: thingIdOf({ kind: 'driver', id }), ...facts };
}

function group(id: string, facts: ThingFacts): ThingNote {
  return { kind: 'thing', id: thingIdOf({ kind: 'group', id }), ...facts };
}

function charger(
  { siteId, id }: ChargerEvent['data'],
  scope: Scope,
  { accountId }: EventMetadata,
): DependentNote {
  const on = namedBy(scope).map(thingIdOf);
  return { kind: 'dependent', id, streamId: siteId, accountId: accountId ?? '', on };
}

function namesNothing(scope: Scope): boolean {
  return namedBy(scope).length === 0;
}

function namedBy(scope: Scope): readonly NamedThing[] {
  if (scope.kind === 'private') return [{ kind: 'driver', id: scope.driverId }];
  if (scope.kind !== 'groups') return [];
  return scope.groupIds.map((id) => ({ kind: 'group', id }));
}

function thingIdOf({ kind, id }: NamedThing): string {
  return `${kind}:${id}`;
}
