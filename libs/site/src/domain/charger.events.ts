import { type ChargerIdentity, type PanelId, type SiteId } from './identity.state';

/** Who may use a charger. */
export type Scope =
  | { readonly kind: 'closed' | 'open' | 'account' | 'public' }
  | { readonly kind: 'private'; readonly driverId: string }
  | { readonly kind: 'groups'; readonly groupIds: readonly string[] };
export type ScopeKind = Scope['kind'];

/** `standard`, `format` and `powerType` by OCPI 2.2.1's enumerations. */
export interface Connector {
  readonly number: number;
  readonly standard: string | null;
  readonly format: string | null;
  readonly powerType: string | null;
  readonly maxVoltage: number | null;
  readonly maxAmps: number | null;
}

export interface PaymentTerminal {
  readonly connector: number;
  readonly terminalId: string;
}

/** A charger's own value for a parameter of its site (RULES 19). */
export type Override =
  | { readonly kind: 'rate'; readonly ratePlanId: string }
  | { readonly kind: 'delay'; readonly cancelled: true }
  | { readonly kind: 'offlineAllocation'; readonly amps: number };
export type OverrideKind = Override['kind'];

/** What each event says, beside the site and the charger it is of. */
export interface ChargerData {
  ChargerAdded: {
    readonly chargerId: string;
    readonly limitAmps: number;
    readonly panelId: PanelId;
    readonly scope: Scope;
    readonly alias: string | null;
    readonly qaAlias: string | null;
    readonly parking: string | null;
    readonly connectors: readonly Connector[];
    readonly paymentTerminals: readonly PaymentTerminal[];
  };
  ChargerIdChanged: { readonly chargerId: string };
  ChargerLimitChanged: { readonly limitAmps: number };
  ChargerMoved: { readonly fromPanelId: PanelId; readonly toPanelId: PanelId };
  ScopeChanged: { readonly before: Scope; readonly after: Scope };
  AliasChanged: { readonly alias: string | null };
  QaAliasChanged: { readonly qaAlias: string | null };
  ParkingChanged: { readonly parking: string | null };
  ConnectorsChanged: { readonly connectors: readonly Connector[] };
  PaymentTerminalAttached: PaymentTerminal;
  PaymentTerminalDetached: PaymentTerminal;
  OverrideSet: { readonly override: Override };
  OverrideCleared: { readonly kind: OverrideKind };
  ChargerRetired: unknown;
}

/** What happened to a charger of the site. */
export type ChargerEvent = {
  [Type in keyof ChargerData]: {
    readonly type: Type;
    readonly data: { readonly siteId: SiteId; readonly id: ChargerIdentity } & ChargerData[Type];
    /** Where the request asks for it, when the type alone does not say; never stored. */
    readonly pointer?: string;
  };
}[keyof ChargerData];
