import { toAmps, toTenths } from './amps.rules';
import { usableTenths, worstTenths } from './electrical.rules';
import {
  type ExcessOf,
  findPanel,
  type Grid,
  type GridChange,
  isEnlarged,
  isLeft,
} from './grid-change.rules';
import { type EvLimit } from './panel.events';
import { type PanelState } from './panel.state';
import { type PanelExcess } from './rejections.rules';

const overEvLimit: ExcessOf = ({ site }, panel) =>
  panel.evLimit === null ? 0 : highestTenths(panel.evLimit) - usableTenths(site, panel);

const overSubscription: ExcessOf = ({ site }, panel) =>
  panel.load.subscribedTenths - worstTenths(site, panel);

const unmanagedOverSubscription: ExcessOf = (grid, panel) =>
  grid.site.energyManagement.isOn ? 0 : overSubscription(grid, panel);

const overOfflineSum: ExcessOf = ({ site }, panel) =>
  site.energyManagement.isOn ? panel.load.offlineTenths - worstTenths(site, panel) : 0;

/** RULES 13: the panel with a figure of its EV limit above its usable. */
export function findEvLimitExcess(change: GridChange): PanelState | undefined {
  return findPanel(change, overEvLimit, isEnlarged);
}

/** RULES 16: the panel that is oversubscribed while energy management is off. */
export function findOversubscription(change: GridChange): PanelExcess | undefined {
  const panel = findPanel(change, unmanagedOverSubscription, isEnlarged);
  return panel && excessOfPanel(change.after, panel, panel.load.subscribedTenths);
}

/** RULES 17: the panel that the offline allocations below it exceed. */
export function findOfflineExcess(change: GridChange): PanelExcess | undefined {
  const panel = findPanel(change, overOfflineSum, isEnlarged);
  return panel && excessOfPanel(change.after, panel, panel.load.offlineTenths);
}

/** The panel that the change leaves oversubscribed, which energy management has to hold. */
export function findManagedOversubscription(change: GridChange): PanelState | undefined {
  return findPanel(change, overSubscription, isLeft);
}

/** The higher figure of an EV limit. */
export function highestTenths(evLimit: EvLimit): number {
  if (evLimit.kind === 'fixed') return toTenths(evLimit.amps);
  return toTenths(Math.max(evLimit.peakAmps, evLimit.offPeakAmps));
}

function excessOfPanel({ site }: Grid, panel: PanelState, sumTenths: number): PanelExcess {
  const worst = worstTenths(site, panel);
  return {
    panelId: panel.id,
    panelName: panel.name,
    worstAmps: toAmps(worst),
    sumAmps: toAmps(sumTenths),
    excessAmps: toAmps(sumTenths - worst),
  };
}
