import { toAmps, toTenths } from './amps.rules';
import { type EvLimit } from './panel.events';
import { type ContinuousLoadFactor } from './site.events';

/** What the electrical rules ask of a panel; a row of a projection serves as well as the fold. */
export interface PanelFacts {
  readonly id: string;
  readonly name: string;
  readonly parentPanelId: string | null;
  readonly ratedLimitTenths: number;
  readonly evLimit: EvLimit | null;
}

/** The site's settings that a panel's figures depend on. */
export interface CapacityFacts {
  readonly continuousLoadFactor: ContinuousLoadFactor;
}

/** RULES 7: a path has at most so many panels, the main one counted. */
export const MAXIMUM_PATH_LENGTH = 16;

/** RULES 12: the rated limit times the continuous load factor, rounded down to a tenth. */
export function usableTenths(site: CapacityFacts, panel: PanelFacts): number {
  const factorTenths = toTenths(site.continuousLoadFactor);
  return Math.floor((panel.ratedLimitTenths * factorTenths) / 10);
}

/** RULES 13: the current that the panel has for charging at the worst hour. */
export function worstTenths(site: CapacityFacts, panel: PanelFacts): number {
  return panel.evLimit === null ? usableTenths(site, panel) : lowestTenths(panel.evLimit);
}

/** The lower figure of an EV limit. */
export function lowestTenths(evLimit: EvLimit): number {
  if (evLimit.kind === 'fixed') return toTenths(evLimit.amps);
  return toTenths(Math.min(evLimit.peakAmps, evLimit.offPeakAmps));
}

/** The panel and those above it, nearest first; ends where a panel is unknown or comes again. */
export function pathFrom<Panel extends PanelFacts>(
  panels: ReadonlyMap<string, Panel>,
  panelId: string | null,
): readonly Panel[] {
  const path: Panel[] = [];
  let panel = panelId === null ? undefined : panels.get(panelId);
  while (panel !== undefined && !path.includes(panel)) {
    path.push(panel);
    panel = panel.parentPanelId === null ? undefined : panels.get(panel.parentPanelId);
  }
  return path;
}

/** The panels as a person reads the tree: by name without case, each before its children. */
export function inTreeOrder<Panel extends PanelFacts>(
  panels: ReadonlyMap<string, Panel>,
): readonly Panel[] {
  const childrenOf = new Map<string | null, Panel[]>();
  for (const panel of panels.values()) {
    const siblings = childrenOf.get(panel.parentPanelId);
    if (siblings === undefined) childrenOf.set(panel.parentPanelId, [panel]);
    else siblings.push(panel);
  }
  const below = (parentPanelId: string | null): Panel[] =>
    (childrenOf.get(parentPanelId) ?? [])
      .sort(byName)
      .flatMap((panel) => [panel, ...below(panel.id)]);
  return below(null);
}

/** Two names without case; the id settles what is left. */
function byName(one: PanelFacts, other: PanelFacts): number {
  return compareText(
    `${one.name.toLowerCase()}\n${one.id}`,
    `${other.name.toLowerCase()}\n${other.id}`,
  );
}

/** Order by code units, the same on every machine. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export interface EffectiveLimit {
  readonly amps: number;
  /** The panel that holds the charger below its own limit; null when none does. */
  readonly bindingPanelId: string | null;
}

/** RULES 15: the charger's limit, or the lowest worst of its path (nearest panel first). */
export function effectiveLimit(
  site: CapacityFacts,
  limitTenths: number,
  path: readonly PanelFacts[],
): EffectiveLimit {
  let lowest = limitTenths;
  let bindingPanelId: string | null = null;
  for (const panel of path) {
    const worst = worstTenths(site, panel);
    if (worst >= lowest) continue;
    lowest = worst;
    bindingPanelId = panel.id;
  }
  return { amps: toAmps(lowest), bindingPanelId };
}

/** Subscribed by worst, three decimals (RULES, warnings). */
export function ratio(subscribedTenths: number, worst: number): number {
  return Math.round((subscribedTenths / worst) * 1000) / 1000;
}
