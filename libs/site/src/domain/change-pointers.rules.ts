import { type Role, type RoleNeed } from '@chargebook/kernel';

import { type OverrideKind } from './charger.events';
import { type SiteEvent, type SiteEventOf, type SiteEventType } from './site.events';

type Pointers = {
  readonly [Type in SiteEventType]: string | ((event: SiteEventOf<Type>) => string);
};

/** The member of the request that asks for each change; the whole of it where there is none. */
const POINTERS: Pointers = {
  SiteAdded: '',
  SiteDetailsChanged: ({ data: { siteId: _, ...details } }) => `/${Object.keys(details)[0]}`,
  MemberRateChanged: '/memberRatePlanId',
  ContinuousLoadFactorChanged: '/continuousLoadFactor',
  EnergyManagementEnabled: '/energyManagement',
  EnergyManagementDisabled: '/energyManagement',
  OfflineAllocationChanged: '/offlineAllocationAmps',
  DelayedChargingEnabled: '/delayedCharging',
  DelayedChargingDisabled: '/delayedCharging',
  SiteDeactivated: '/active',
  SiteReactivated: '/active',
  PanelAdded: '',
  PanelRenamed: '/name',
  PanelLimitsChanged: '/ratedLimitAmps',
  PanelMoved: '/parentPanelId',
  PanelRemoved: '',
  ChargerAdded: '',
  ChargerIdChanged: '/chargerId',
  ChargerLimitChanged: '/limitAmps',
  ChargerMoved: '/panelId',
  ScopeChanged: '/scope',
  AliasChanged: '/alias',
  QaAliasChanged: '/qaAlias',
  ParkingChanged: '/parking',
  ConnectorsChanged: '/connectors',
  PaymentTerminalAttached: '/paymentTerminals',
  PaymentTerminalDetached: '/paymentTerminals',
  OverrideSet: ({ data }) => `/overrides/${data.override.kind}`,
  OverrideCleared: ({ data }) => `/overrides/${data.kind}`,
  ChargerRetired: '',
};

/** The role that the change needs, and the member of the request that asks for it. */
export function roleNeedOf(event: SiteEvent): RoleNeed {
  const pointer = POINTERS[event.type];
  if (typeof pointer === 'string') return { role: roleFor(event), pointer };
  return { role: roleFor(event), pointer: pointer(event as never) };
}

/** RULES 23: the offline allocation of a charger is support's, all else the administrator's. */
export function roleFor(event: SiteEvent): Role {
  return overrideKindOf(event) === 'offlineAllocation' ? 'support' : 'administrator';
}

function overrideKindOf(event: SiteEvent): OverrideKind | undefined {
  if (event.type === 'OverrideSet') return event.data.override.kind;
  return event.type === 'OverrideCleared' ? event.data.kind : undefined;
}
