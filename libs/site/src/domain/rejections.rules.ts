import { type PanelId } from './identity.state';

type Rejected<Code extends string, Figures = unknown> = {
  readonly code: Code;
  readonly pointer: string;
} & Readonly<Figures>;

/** The panel whose sum is beyond what it has at the worst hour. */
export type PanelExcess = {
  readonly panelId: PanelId;
  readonly panelName: string;
  readonly worstAmps: number;
  readonly sumAmps: number;
  readonly excessAmps: number;
};

/** The panel that a charger's limit is too high for. */
export type LimitBreach = {
  readonly panelId: PanelId;
  readonly panelName: string;
  readonly usableAmps: number;
  readonly limitAmps: number;
  /** The charger that is hit, where another thing than the charger was changed. */
  readonly chargerId?: string;
};

type Range = { readonly minimumAmps: number; readonly maximumAmps: number };

type FieldRejection =
  | Rejected<'limit-out-of-range', { limitAmps: number } & Range>
  | Rejected<'panel-not-found', { panelId: PanelId }>
  | Rejected<'scope-payload-invalid', { kind: string }>
  | Rejected<'driver-not-found', { driverId: string }>
  | Rejected<'driver-blocked', { driverId: string }>
  | Rejected<'group-not-found', { groupId: string }>
  | Rejected<'connector-in-use', { connector: number; terminalId: string }>
  | Rejected<'payment-integration-missing'>
  | Rejected<'connector-not-found', { connector: number }>
  | Rejected<'overrides-not-allowed-on-add'>
  | Rejected<'location-incomplete'>;

type LifeRejection =
  | Rejected<'reason-required'>
  | Rejected<'site-inactive'>
  | Rejected<'panel-not-empty', { childPanelCount: number; chargerCount: number }>
  | Rejected<'charger-retired', { chargerId: string }>;

type TreeRejection =
  | Rejected<
      'panel-tree-invalid',
      { problem: 'cycle' } | { problem: 'too-deep'; pathLength: number }
    >
  | Rejected<'panel-name-taken', { panelName: string }>
  | Rejected<'schedule-on-child-panel'>;

type ElectricalRejection =
  | Rejected<
      'ev-limit-exceeds-rated',
      { panelId: PanelId; panelName: string; usableAmps: number; evLimitAmps: number }
    >
  | Rejected<'limit-exceeds-panel', LimitBreach>
  | Rejected<'oversubscribed-without-energy-management', PanelExcess>
  | Rejected<'offline-allocation-exceeds-panel', PanelExcess>
  | Rejected<'offline-allocation-required'>
  | Rejected<'offline-allocation-out-of-range', { offlineAllocationAmps: number } & Range>
  | Rejected<
      'offline-allocation-exceeds-limit',
      { offlineAllocationAmps: number; limitAmps: number }
    >
  | Rejected<'offline-allocation-needs-energy-management'>;

type ParameterRejection =
  | Rejected<'rate-plan-not-found', { ratePlanId: string }>
  | Rejected<'rate-plan-archived', { ratePlanId: string }>
  | Rejected<'site-delay-off'>
  | Rejected<'delayed-charging-needs-energy-management'>;

/** Every rule of a site, its panels and its chargers that refuses, with its figures. */
export type SiteRejection =
  FieldRejection | LifeRejection | TreeRejection | ElectricalRejection | ParameterRejection;

/** A value that another charger or site of the operator holds; asked when no rule refuses. */
export type SiteConflict =
  Rejected<'charger-id-taken'> | Rejected<'qa-alias-taken'> | Rejected<'payment-terminal-taken'>;

/** One rule: what it has against a change, nothing when it agrees. */
export type Rule<Change> = (change: Change) => readonly SiteRejection[];
