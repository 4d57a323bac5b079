import { type Connector, type PaymentTerminal, type ScopeKind } from './charger.events';
import { type ChargerIdentity, type PanelId } from './identity.state';
import { type Patch, type RatePlanFacts } from './site.commands';

/** A scope as it was asked for, before its payload is judged. */
export interface ScopeInput {
  readonly kind: ScopeKind;
  readonly driverId?: string | undefined;
  readonly groupIds?: readonly string[] | undefined;
}

/** What is not said of a connector is not known. */
export type ConnectorInput = Pick<Connector, 'number'> & Patch<Omit<Connector, 'number'>>;

/** Each kind replaced whole: null or blank = cleared, absent = as it is. */
export interface OverridesPatch {
  readonly rate?: { readonly ratePlanId: string } | null | undefined;
  readonly delay?: { readonly cancelled: true } | null | undefined;
  readonly offlineAllocation?: { readonly amps: number } | null | undefined;
}

interface RequiredMembers {
  readonly chargerId: string;
  readonly limitAmps: number;
  /** Another panel on edit is a move (RULES 10). */
  readonly panelId: PanelId;
  readonly scope: ScopeInput;
}

interface OptionalMembers {
  readonly alias: string | null;
  readonly qaAlias: string | null;
  readonly parking: string | null;
  /** Null: connector 1 alone. */
  readonly connectors: readonly ConnectorInput[] | null;
  readonly paymentTerminals: readonly PaymentTerminal[] | null;
  /** Refused on add. */
  readonly overrides: OverridesPatch | null;
}

export type NewCharger = RequiredMembers & Patch<OptionalMembers>;
export type ChargerPatch = Patch<RequiredMembers & OptionalMembers>;

/** What other streams say of the things that a command names; null where there is no such thing. */
export interface ChargerFacts extends RatePlanFacts {
  readonly drivers: Readonly<Record<string, DriverFacts | null>>;
  readonly groups: Readonly<Record<string, GroupFacts | null>>;
  /** Whether the site's account has the Payter integration. */
  readonly hasPayterIntegration: boolean;
}

export interface DriverFacts {
  readonly accountId: string;
  readonly isBlocked: boolean;
}

export interface GroupFacts {
  /** Null: a group of all accounts. */
  readonly accountId: string | null;
}

export interface AddCharger {
  readonly type: 'AddCharger';
  readonly id: ChargerIdentity;
  readonly charger: NewCharger;
  readonly reason?: string | undefined;
  readonly facts: ChargerFacts;
}

export interface EditCharger {
  readonly type: 'EditCharger';
  readonly id: ChargerIdentity;
  readonly patch: ChargerPatch;
  readonly reason?: string | undefined;
  readonly facts: ChargerFacts;
}

export interface RetireCharger {
  readonly type: 'RetireCharger';
  readonly id: ChargerIdentity;
}

/** A policy's alone: a driver or group that the scope names is lost to the charger (RULES 3). */
export interface DropFromScope {
  readonly type: 'DropFromScope';
  readonly id: ChargerIdentity;
  readonly lostId: string;
}

export type ChargerCommand = AddCharger | EditCharger | RetireCharger | DropFromScope;
