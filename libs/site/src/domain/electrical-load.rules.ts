import { pathFrom, type PanelFacts } from './electrical.rules';

/** What hangs below a panel, to the leaves; retired chargers never count (RULES 11). */
export interface Load {
  /** Sum of the chargers' limits (RULES 16). */
  readonly subscribedTenths: number;
  /** Sum of the chargers' effective offline allocations (RULES 17). */
  readonly offlineTenths: number;
  readonly chargerCount: number;
}

export const NO_LOAD: Load = { subscribedTenths: 0, offlineTenths: 0, chargerCount: 0 };

/** What a charger's load depends on. */
export interface LoadFacts {
  readonly panelId: string;
  readonly limitTenths: number;
  readonly overrides: { readonly offlineAllocation: { readonly tenths: number } | null };
  readonly status: 'active' | 'retired';
}

/** The site's setting that a charger's load depends on. */
export interface AllocationFacts {
  readonly offlineAllocation: { readonly tenths: number | null };
}

/** RULES 18: the charger's own allocation, else the site's, and never more than its limit. */
export function offlineAllocationTenths(
  site: AllocationFacts,
  charger: Pick<LoadFacts, 'overrides' | 'limitTenths'>,
): number {
  const allocation = charger.overrides.offlineAllocation?.tenths ?? site.offlineAllocation.tenths;
  return Math.min(allocation ?? 0, charger.limitTenths);
}

/** What the charger adds to every panel of its path. */
export function loadOf(site: AllocationFacts, charger: Omit<LoadFacts, 'panelId'>): Load {
  if (charger.status === 'retired') return NO_LOAD;
  return {
    subscribedTenths: charger.limitTenths,
    offlineTenths: offlineAllocationTenths(site, charger),
    chargerCount: 1,
  };
}

/** Active chargers that each add the same to a panel. */
export interface AlikeChargers {
  readonly limitTenths: number;
  /** Their own allocation; null where they have none. */
  readonly allocationTenths: number | null;
  readonly count: number;
}

/** What all of them add to one panel. */
export function loadOfAlike(site: AllocationFacts, chargers: readonly AlikeChargers[]): Load {
  return chargers
    .map(({ limitTenths, allocationTenths, count }) => {
      const offlineAllocation = allocationTenths === null ? null : { tenths: allocationTenths };
      const overrides = { offlineAllocation };
      return times(loadOf(site, { limitTenths, overrides, status: 'active' }), count);
    })
    .reduce(plus, NO_LOAD);
}

/** The loads of all panels, summed from the leaves, for whoever holds no fold. */
export function loadsBelow(
  site: AllocationFacts,
  panels: ReadonlyMap<string, PanelFacts>,
  chargers: Iterable<LoadFacts>,
): ReadonlyMap<string, Load> {
  const loads = new Map<string, Load>();
  for (const panelId of panels.keys()) loads.set(panelId, NO_LOAD);
  for (const charger of chargers) {
    const load = loadOf(site, charger);
    for (const { id } of pathFrom(panels, charger.panelId)) {
      loads.set(id, plus(loads.get(id) ?? NO_LOAD, load));
    }
  }
  return loads;
}

interface Loaded extends PanelFacts {
  readonly load: Load;
}

/** A load at the place where it hangs. */
export interface PlacedLoad {
  readonly load: Load;
  /** Null where there is no panel above. */
  readonly panelId: string | null;
}

/** Takes a load off one path and hangs another into one; the panels belong to the caller alone. */
export function moveLoad<Panel extends Loaded>(
  panels: Map<string, Panel>,
  from: PlacedLoad,
  to: PlacedLoad,
): void {
  if (from.panelId === to.panelId) {
    addLoad(panels, { load: plus(to.load, negative(from.load)), panelId: to.panelId });
    return;
  }
  addLoad(panels, { load: negative(from.load), panelId: from.panelId });
  addLoad(panels, to);
}

function addLoad<Panel extends Loaded>(panels: Map<string, Panel>, placed: PlacedLoad): void {
  if (placed.load === NO_LOAD) return;
  for (const panel of pathFrom(panels, placed.panelId)) {
    panels.set(panel.id, { ...panel, load: plus(panel.load, placed.load) });
  }
}

function plus(one: Load, other: Load): Load {
  return {
    subscribedTenths: one.subscribedTenths + other.subscribedTenths,
    offlineTenths: one.offlineTenths + other.offlineTenths,
    chargerCount: one.chargerCount + other.chargerCount,
  };
}

function negative(load: Load): Load {
  return load === NO_LOAD ? NO_LOAD : times(load, -1);
}

function times(load: Load, count: number): Load {
  return {
    subscribedTenths: load.subscribedTenths * count,
    offlineTenths: load.offlineTenths * count,
    chargerCount: load.chargerCount * count,
  };
}
