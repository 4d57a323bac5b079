import { toAmps } from './amps.rules';
import { type Scope } from './charger.events';
import { type Overrides } from './charger.state';
import { type Load, type LoadFacts, offlineAllocationTenths } from './electrical-load.rules';
import {
  type CapacityFacts,
  effectiveLimit,
  type EffectiveLimit,
  type PanelFacts,
  pathFrom,
  ratio,
  usableTenths,
  worstTenths,
} from './electrical.rules';
import { type Provenance } from './identity.state';

/** What of a site its chargers and panels are answered with; the fold has it, and so may a row. */
export interface SiteFacts extends CapacityFacts {
  readonly energyManagement: Provenance & { readonly isOn: boolean };
  readonly offlineAllocation: Provenance & { readonly tenths: number | null };
  readonly delayedCharging: Provenance & { readonly isOn: boolean };
  readonly memberRate: Provenance & { readonly ratePlanId: string | null };
}

/** What of a charger its effective values depend on. */
export interface ChargerFacts extends LoadFacts {
  readonly overrides: Overrides;
}

export type PanelsById = ReadonlyMap<string, PanelFacts>;

/** RULES 20: where a value comes from, since when and by whom. */
export type Sourced<Value> = Value & Provenance & { readonly source: 'site' | 'override' };

export interface EffectiveValues {
  readonly limit: EffectiveLimit;
  readonly rate: Sourced<{ readonly ratePlanId: string | null }>;
  readonly delay: Sourced<{ readonly delayed: boolean }>;
  /** Null while energy management is off: then the full limits fit (RULES 17). */
  readonly offlineAllocation: Sourced<{ readonly amps: number | null }>;
}

/** The values that a charger works with: its own, else the site's (RULES 15, 18-22). */
export function effectiveOf(
  charger: ChargerFacts,
  site: SiteFacts,
  panels: PanelsById,
): EffectiveValues {
  const path = pathFrom(panels, charger.panelId);
  return {
    limit: effectiveLimit(site, charger.limitTenths, path),
    rate: effectiveRate(charger, site),
    delay: effectiveDelay(charger, site),
    offlineAllocation: effectiveAllocation(charger, site),
  };
}

function effectiveRate({ overrides }: ChargerFacts, site: SiteFacts): EffectiveValues['rate'] {
  const { ratePlanId, since, by } = overrides.rate ?? site.memberRate;
  return { ratePlanId, source: overrides.rate === null ? 'site' : 'override', since, by };
}

/** RULES 22: a cancellation is dormant while the site delays nothing. */
function effectiveDelay({ overrides }: ChargerFacts, site: SiteFacts): EffectiveValues['delay'] {
  const { isOn, since, by } = site.delayedCharging;
  if (!isOn || overrides.delay === null) return { delayed: isOn, source: 'site', since, by };
  return {
    delayed: false,
    source: 'override',
    since: overrides.delay.since,
    by: overrides.delay.by,
  };
}

function effectiveAllocation(
  charger: ChargerFacts,
  site: SiteFacts,
): EffectiveValues['offlineAllocation'] {
  const { isOn, ...switched } = site.energyManagement;
  if (!isOn) return { amps: null, source: 'site', since: switched.since, by: switched.by };
  const override = charger.overrides.offlineAllocation;
  const { since, by } = override ?? site.offlineAllocation;
  const amps = toAmps(offlineAllocationTenths(site, charger));
  return { amps, source: override === null ? 'site' : 'override', since, by };
}

/** A panel as the hierarchy shows it; sums and count are of everything below. */
export interface PanelFigures {
  readonly usableAmps: number;
  readonly worstAmps: number;
  readonly subscribedAmps: number;
  readonly subscriptionRatio: number;
  /** Null while energy management is off. */
  readonly offlineSumAmps: number | null;
  /** Worst less the offline sum; null while energy management is off. */
  readonly offlineHeadroomAmps: number | null;
  readonly chargerCount: number;
}

/** RULES 12, 13, 16, 17 in figures, for one panel with its load. */
export function panelFiguresOf(panel: PanelFacts, load: Load, site: SiteFacts): PanelFigures {
  const worst = worstTenths(site, panel);
  const isManaged = site.energyManagement.isOn;
  return {
    usableAmps: toAmps(usableTenths(site, panel)),
    worstAmps: toAmps(worst),
    subscribedAmps: toAmps(load.subscribedTenths),
    subscriptionRatio: ratio(load.subscribedTenths, worst),
    offlineSumAmps: isManaged ? toAmps(load.offlineTenths) : null,
    offlineHeadroomAmps: isManaged ? toAmps(worst - load.offlineTenths) : null,
    chargerCount: load.chargerCount,
  };
}

/** What a person calls the charger: computed, never stored. */
export function displayName(charger: {
  readonly alias: string | null;
  readonly chargerId: string;
}): string {
  return charger.alias ?? charger.chargerId;
}

/** RULES 1: every scope but open asks for identification. */
export function secureCharging(scope: Scope): boolean {
  return scope.kind !== 'open';
}
