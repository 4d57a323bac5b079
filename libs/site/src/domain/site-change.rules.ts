import { inTreeOrder } from './electrical.rules';
import { type GridChange } from './grid-change.rules';
import { type RatePlanFacts } from './site.commands';
import { type SettingsEvent } from './site.events';
import { foresee } from './site-fold.state';
import { activePairs, exists, type SettingsState, type SiteState } from './site.state';

/** A command of the site itself as its rules see it: before and after all of its events. */
export interface SiteChange extends GridChange {
  /** Undefined when the site is new. */
  readonly was: SettingsState | undefined;
  readonly is: SettingsState;
  readonly events: readonly SettingsEvent[];
  readonly facts: RatePlanFacts;
  readonly reason: string | undefined;
}

interface SiteAsk {
  readonly facts: RatePlanFacts;
  readonly reason?: string | undefined;
}

/** The change that the events would make of the whole site. */
export function siteChange(
  state: Readonly<SiteState>,
  events: readonly SettingsEvent[],
  { facts, reason }: SiteAsk,
): SiteChange {
  const after = foresee(state, events);
  const before = exists(state) ? state : after;
  const panels = inTreeOrder(after.panels);
  const chargers = activePairs(state);
  const things = { was: state.site, is: after.site };
  return { before, after, panels, chargers, ...things, events, facts, reason };
}

/** True when the command gives the site another value of the kind; all of them when it is new. */
export function gives(change: SiteChange, ...types: readonly SettingsEvent['type'][]): boolean {
  return change.was === undefined || change.events.some(({ type }) => types.includes(type));
}

/**
 * The site's allocation that the command gives, undefined when it gives none, null when cleared.
 */
export function allocationGiven({ events }: SiteChange): number | null | undefined {
  const given = events.find(
    (event) => event.type === 'SiteAdded' || event.type === 'OfflineAllocationChanged',
  );
  return given?.data.offlineAllocationAmps;
}
