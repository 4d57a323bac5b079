import { type Warning } from '@chargebook/kernel';

import { toAmps } from './amps.rules';
import { findLimitAboveEvLimit, findWeakCharger, LEAST_USEFUL_AMPS } from './charger-limits.rules';
import { effectiveLimit, lowestTenths, pathFrom, ratio, worstTenths } from './electrical.rules';
import { type GridChange } from './grid-change.rules';
import { findManagedOversubscription } from './panel-sums.rules';

/** What a command changed, and the member of the request that a warning of it is shown at. */
export interface WarnedChange {
  readonly change: GridChange;
  readonly pointer: string;
}

type Warn = (warned: WarnedChange) => readonly Warning[];

/** RULES 14: with energy management on, a charger may have a limit above an EV limit. */
const limitAboveEvLimit: Warn = ({ change, pointer }) => {
  const hit = findLimitAboveEvLimit(change);
  if (hit === undefined || hit.panel.evLimit === null) return [];
  const evLimitAmps = toAmps(lowestTenths(hit.panel.evLimit));
  const limitAmps = toAmps(hit.charger.limitTenths);
  const { chargerId } = hit.charger;
  const { id: panelId, name: panelName } = hit.panel;
  const detail =
    `The limit of ${chargerId}, ${limitAmps} A, is above the EV limit of panel ` +
    `${panelName}, ${evLimitAmps} A.`;
  const figures = { chargerId, limitAmps, panelId, panelName, evLimitAmps };
  return [{ code: 'limit-above-ev-limit', pointer, detail, ...figures }];
};

/** RULES 16: stands with energy management on, but is worth knowing. */
const panelOversubscribed: Warn = ({ change, pointer }) => {
  const panel = findManagedOversubscription(change);
  if (panel === undefined) return [];
  const worst = worstTenths(change.after.site, panel);
  const { id: panelId, name: panelName } = panel;
  const worstAmps = toAmps(worst);
  const subscribedAmps = toAmps(panel.load.subscribedTenths);
  const subscriptionRatio = ratio(panel.load.subscribedTenths, worst);
  const detail =
    `Panel ${panelName} is subscribed ${subscriptionRatio} times: ` +
    `${subscribedAmps} A of ${worstAmps} A.`;
  const figures = { panelId, panelName, worstAmps, subscribedAmps, subscriptionRatio };
  return [{ code: 'panel-oversubscribed', pointer, detail, ...figures }];
};

/** RULES 15: a charger that is left with less than a car can use. */
const effectiveLimitBelowSix: Warn = ({ change, pointer }) => {
  const charger = findWeakCharger(change);
  if (charger === undefined) return [];
  const { site, panels } = change.after;
  const path = pathFrom(panels, charger.panelId);
  const { amps, bindingPanelId } = effectiveLimit(site, charger.limitTenths, path);
  const { chargerId } = charger;
  const detail = `The effective limit of ${chargerId} is ${amps} A, below ${LEAST_USEFUL_AMPS} A.`;
  const figures = { chargerId, effectiveAmps: amps, bindingPanelId };
  return [{ code: 'effective-limit-below-6', pointer, detail, ...figures }];
};

/** In the order of RULES.md. */
export function gridWarnings(warned: WarnedChange): readonly Warning[] {
  const warnings = [limitAboveEvLimit, panelOversubscribed, effectiveLimitBelowSix];
  return warnings.flatMap((warn) => warn(warned));
}
