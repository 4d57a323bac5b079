import { type AccountEvent } from '@chargebook/account/contracts';
import { type DriverEvent } from '@chargebook/driver/contracts';
import { type GroupEvent } from '@chargebook/group/contracts';
import { type DecodedEvent } from '@chargebook/kernel';
import { type RatePlanEvent } from '@chargebook/rate-plan/contracts';
import { type SiteEvent } from '@chargebook/site/contracts';

/** Every event of the domain; the kernel's own, of claims, are nobody's activity. */
type DomainEventType = (
  AccountEvent | DriverEvent | GroupEvent | RatePlanEvent | SiteEvent
)['type'];

/** Members of an event's data: its thing's id, and what people call the thing. */
interface ThingMembers {
  readonly id: string;
  readonly name: string;
}

const MEMBERS = {
  charger: { id: 'id', name: 'chargerId' },
  panel: { id: 'panelId', name: 'name' },
  site: { id: 'siteId', name: 'name' },
  account: { id: 'accountId', name: 'name' },
  driver: { id: 'driverId', name: 'externalId' },
  group: { id: 'groupId', name: 'name' },
  ratePlan: { id: 'ratePlanId', name: 'name' },
} as const satisfies Readonly<Record<string, ThingMembers>>;

export type ThingKind = keyof typeof MEMBERS;
export const THING_KINDS = Object.keys(MEMBERS) as readonly ThingKind[];

const KIND_OF: Readonly<Record<DomainEventType, ThingKind>> = {
  SiteAdded: 'site',
  SiteDetailsChanged: 'site',
  MemberRateChanged: 'site',
  ContinuousLoadFactorChanged: 'site',
  EnergyManagementEnabled: 'site',
  EnergyManagementDisabled: 'site',
  OfflineAllocationChanged: 'site',
  DelayedChargingEnabled: 'site',
  DelayedChargingDisabled: 'site',
  SiteDeactivated: 'site',
  SiteReactivated: 'site',
  PanelAdded: 'panel',
  PanelRenamed: 'panel',
  PanelLimitsChanged: 'panel',
  PanelMoved: 'panel',
  PanelRemoved: 'panel',
  ChargerAdded: 'charger',
  ChargerIdChanged: 'charger',
  ChargerLimitChanged: 'charger',
  ChargerMoved: 'charger',
  ScopeChanged: 'charger',
  AliasChanged: 'charger',
  QaAliasChanged: 'charger',
  ParkingChanged: 'charger',
  ConnectorsChanged: 'charger',
  PaymentTerminalAttached: 'charger',
  PaymentTerminalDetached: 'charger',
  OverrideSet: 'charger',
  OverrideCleared: 'charger',
  ChargerRetired: 'charger',
  AccountAdded: 'account',
  AccountRenamed: 'account',
  PaymentIntegrationEnabled: 'account',
  PaymentIntegrationDisabled: 'account',
  DriverAdded: 'driver',
  DriverExternalIdChanged: 'driver',
  DriverGroupsChanged: 'driver',
  RfidCardAdded: 'driver',
  RfidCardRemoved: 'driver',
  DriverBlocked: 'driver',
  DriverUnblocked: 'driver',
  DriverMoved: 'driver',
  DriverRemoved: 'driver',
  GroupAdded: 'group',
  GroupRenamed: 'group',
  GroupMoved: 'group',
  GroupDeleted: 'group',
  RatePlanAdded: 'ratePlan',
  RatePlanRenamed: 'ratePlan',
  RatePlanDescriptionChanged: 'ratePlan',
  RatePlanArchived: 'ratePlan',
};

/** The kind of thing that events of the type are of; undefined for what is nobody's activity. */
export function thingKindOf(type: string): ThingKind | undefined {
  return Object.hasOwn(KIND_OF, type) ? KIND_OF[type as DomainEventType] : undefined;
}

/** What an event says of who may see it, and of which thing. */
export interface ToldEvent {
  /** Null: of all accounts, and seen by everybody. */
  readonly accountId: string | null;
  /** Null for what is of no site. */
  readonly siteId: string | null;
  readonly thing: { readonly kind: ThingKind; readonly id: string };
}

/** Undefined for what is nobody's activity. */
export function toldOf({ type, data, metadata }: DecodedEvent): ToldEvent | undefined {
  const kind = thingKindOf(type);
  if (kind === undefined) return undefined;
  const id = textIn(data, MEMBERS[kind].id);
  if (id === undefined) return undefined;
  return {
    accountId: metadata.accountId,
    siteId: textIn(data, MEMBERS.site.id) ?? null,
    thing: { kind, id },
  };
}

function textIn(data: object, member: string): string | undefined {
  const value: unknown = Reflect.get(data, member);
  return typeof value === 'string' ? value : undefined;
}

/** What an event says of what people call its thing; null where it does not say. */
export interface SaidNames {
  readonly name: string | null;
  /** That people see in place of the name; empty where it was taken away. */
  readonly alias: string | null;
}

export function saidNamesOf({ type, data }: DecodedEvent): SaidNames {
  const kind = thingKindOf(type);
  if (kind === undefined) return { name: null, alias: null };
  const hasAlias = kind === 'charger' && Object.hasOwn(data, 'alias');
  return {
    name: textIn(data, MEMBERS[kind].name) ?? null,
    alias: hasAlias ? (textIn(data, 'alias') ?? '') : null,
  };
}
