import { type EventSchema, FIRST_VERSION, withShapes } from '@chargebook/kernel';

import { type AccountId, type SiteId } from './identity.state';
import { type ChargerEvent } from './charger.events';
import shapes from './event-shapes.json';
import { type PanelEvent } from './panel.events';

export interface Address {
  readonly line1: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
}

export interface Location {
  readonly latitude: number;
  readonly longitude: number;
}

/** NEC's 0.8 for continuous loads, or 1 (RULES 12). */
export type ContinuousLoadFactor = 0.8 | 1;

/** What a site is called and where it is; nothing of it enters an electrical rule. */
export interface SiteDetails {
  readonly name: string;
  readonly address: Address;
  readonly location: Location | null;
  /** IANA name. */
  readonly timeZone: string;
  readonly type: string | null;
  readonly description: string | null;
  readonly externalId: string | null;
}

interface SettingsData {
  SiteAdded: SiteDetails & {
    readonly accountId: AccountId;
    readonly memberRatePlanId: string | null;
    readonly continuousLoadFactor: ContinuousLoadFactor;
    readonly energyManagement: boolean;
    readonly offlineAllocationAmps: number | null;
    readonly delayedCharging: boolean;
  };
  /** Only the members that changed; an address or a location is given whole. */
  SiteDetailsChanged: Partial<SiteDetails>;
  MemberRateChanged: { readonly ratePlanId: string | null };
  ContinuousLoadFactorChanged: { readonly continuousLoadFactor: ContinuousLoadFactor };
  EnergyManagementEnabled: unknown;
  EnergyManagementDisabled: unknown;
  OfflineAllocationChanged: { readonly offlineAllocationAmps: number | null };
  DelayedChargingEnabled: unknown;
  DelayedChargingDisabled: unknown;
  SiteDeactivated: unknown;
  SiteReactivated: unknown;
}

/** What happened to the site itself. */
export type SettingsEvent = {
  [Type in keyof SettingsData]: {
    readonly type: Type;
    readonly data: { readonly siteId: SiteId } & SettingsData[Type];
  };
}[keyof SettingsData];

/** Everything that is written in a site's stream by its own rules. */
export type SiteEvent = SettingsEvent | PanelEvent | ChargerEvent;
export type SiteEventType = SiteEvent['type'];
export type SiteEventOf<Type extends SiteEventType> = Extract<SiteEvent, { readonly type: Type }>;

/** The part of a site's stream name before the dash. */
export const SITE_CATEGORY = 'site';

/** Every event of the stream, with the versions that it has had. */
export const SITE_SCHEMAS = withShapes<Readonly<Record<SiteEventType, EventSchema>>>(
  {
    SiteAdded: FIRST_VERSION,
    SiteDetailsChanged: FIRST_VERSION,
    MemberRateChanged: FIRST_VERSION,
    ContinuousLoadFactorChanged: FIRST_VERSION,
    EnergyManagementEnabled: FIRST_VERSION,
    EnergyManagementDisabled: FIRST_VERSION,
    OfflineAllocationChanged: FIRST_VERSION,
    DelayedChargingEnabled: FIRST_VERSION,
    DelayedChargingDisabled: FIRST_VERSION,
    SiteDeactivated: FIRST_VERSION,
    SiteReactivated: FIRST_VERSION,
    PanelAdded: FIRST_VERSION,
    PanelRenamed: FIRST_VERSION,
    PanelLimitsChanged: FIRST_VERSION,
    PanelMoved: FIRST_VERSION,
    PanelRemoved: FIRST_VERSION,
    ChargerAdded: FIRST_VERSION,
    ChargerIdChanged: FIRST_VERSION,
    ChargerLimitChanged: FIRST_VERSION,
    ChargerMoved: FIRST_VERSION,
    ScopeChanged: FIRST_VERSION,
    AliasChanged: FIRST_VERSION,
    QaAliasChanged: FIRST_VERSION,
    ParkingChanged: FIRST_VERSION,
    ConnectorsChanged: FIRST_VERSION,
    PaymentTerminalAttached: FIRST_VERSION,
    PaymentTerminalDetached: FIRST_VERSION,
    OverrideSet: FIRST_VERSION,
    OverrideCleared: FIRST_VERSION,
    ChargerRetired: FIRST_VERSION,
  },
  shapes,
);
