import { toAmps, toTenths } from './amps.rules';
import { type ChargerState } from './charger.state';
import { lowestTenths, pathFrom, usableTenths, worstTenths } from './electrical.rules';
import {
  type ChargerPair,
  type Grid,
  type GridChange,
  isEnlarged,
  isLeft,
  type Verdict,
} from './grid-change.rules';
import { type PanelId } from './identity.state';
import { type PanelState } from './panel.state';
import { type LimitBreach } from './rejections.rules';

/** A panel, and the first charger by Charger ID without case, whose limit is too high for it. */
interface Hit {
  readonly panel: PanelState;
  readonly charger: ChargerState;
}

/** The most that a panel allows one charger, in tenths; infinite when it says nothing. */
type AllowanceOf = (grid: Grid, panel: PanelState) => number;

const byUsable: AllowanceOf = ({ site }, panel) => usableTenths(site, panel);

const byEvLimit: AllowanceOf = (_, { evLimit }) =>
  evLimit === null ? Infinity : lowestTenths(evLimit);

const byWorst: AllowanceOf = ({ site }, panel) => worstTenths(site, panel);

/** RULES 14: the panel whose usable current is less than the limit of a charger below it. */
export function findLimitBreach(change: GridChange): Required<LimitBreach> | undefined {
  const hit = findHit(change, byUsable, isEnlarged);
  if (hit === undefined) return undefined;
  return {
    panelId: hit.panel.id,
    panelName: hit.panel.name,
    usableAmps: toAmps(usableTenths(change.after.site, hit.panel)),
    limitAmps: toAmps(hit.charger.limitTenths),
    chargerId: hit.charger.chargerId,
  };
}

/** A panel whose EV limit, after the change, is less than the limit of a charger below it. */
export function findLimitAboveEvLimit(change: GridChange): Hit | undefined {
  return findHit(change, byEvLimit, isLeft);
}

/** Below this a car charges badly or not at all (IEC 61851). */
export const LEAST_USEFUL_AMPS = 6;
const LEAST_USEFUL_TENTHS = toTenths(LEAST_USEFUL_AMPS);

/** The first charger whose effective limit the change leaves below 6 A. */
export function findWeakCharger(change: GridChange): ChargerState | undefined {
  const before = lowestOnPath(change.before, byWorst);
  const after = lowestOnPath(change.after, byWorst);
  const isWeak = ({ was, is }: ChargerPair) => {
    const tenths = Math.min(is.limitTenths, after(is.panelId));
    const tenthsBefore = was && Math.min(was.limitTenths, before(was.panelId));
    return tenths < LEAST_USEFUL_TENTHS && tenths !== tenthsBefore;
  };
  return firstByLabel(change.chargers.filter(isWeak).map(({ is }) => is));
}

/** The least that the panels from one up allow; every panel is asked once, not for each charger. */
function lowestOnPath(grid: Grid, allowanceOf: AllowanceOf): (panelId: PanelId) => number {
  const known = new Map<PanelId, number>();
  return (panelId) => {
    const lowest =
      known.get(panelId) ??
      Math.min(...pathFrom(grid.panels, panelId).map((panel) => allowanceOf(grid, panel)));
    known.set(panelId, lowest);
    return lowest;
  };
}

function findHit(change: GridChange, allowanceOf: AllowanceOf, verdict: Verdict): Hit | undefined {
  const hits = new Map<PanelId, ChargerState[]>();
  const lowest = lowestOnPath(change.after, allowanceOf);
  for (const pair of change.chargers) {
    if (pair.is.limitTenths <= lowest(pair.is.panelId)) continue;
    const before = excessesOf(change.before, pair.was, allowanceOf);
    const after = excessesOf(change.after, pair.is, allowanceOf);
    for (const [panelId, excess] of after) {
      if (verdict(before.get(panelId) ?? 0, excess)) remember(hits, panelId, pair.is);
    }
  }
  return firstHit(change, hits);
}

function firstHit(
  change: GridChange,
  hits: ReadonlyMap<PanelId, readonly ChargerState[]>,
): Hit | undefined {
  const panel = change.panels.find(({ id }) => hits.has(id));
  const charger = panel && firstByLabel(hits.get(panel.id) ?? []);
  return panel && charger && { panel, charger };
}

/**
 * By how much the charger's limit is beyond what each panel of its path allows; only where it is.
 */
function excessesOf(
  grid: Grid,
  charger: ChargerState | undefined,
  allowanceOf: AllowanceOf,
): ReadonlyMap<PanelId, number> {
  const excesses = new Map<PanelId, number>();
  if (charger === undefined) return excesses;
  for (const panel of pathFrom(grid.panels, charger.panelId)) {
    const excess = charger.limitTenths - allowanceOf(grid, panel);
    if (excess > 0) excesses.set(panel.id, excess);
  }
  return excesses;
}

function firstByLabel(chargers: readonly ChargerState[]): ChargerState | undefined {
  const [first, ...others] = chargers;
  return others.reduce(
    (found, charger) => (labelOf(charger) < labelOf(found ?? charger) ? charger : found),
    first,
  );
}

function labelOf({ chargerId }: ChargerState): string {
  return chargerId.toLowerCase();
}

function remember(
  hits: Map<PanelId, ChargerState[]>,
  panelId: PanelId,
  charger: ChargerState,
): void {
  const known = hits.get(panelId);
  if (known === undefined) hits.set(panelId, [charger]);
  else known.push(charger);
}
