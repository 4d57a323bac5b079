import { toAmps } from './amps.rules';
import { findLimitBreach } from './charger-limits.rules';
import { MAXIMUM_PATH_LENGTH, usableTenths } from './electrical.rules';
import { type GridChange } from './grid-change.rules';
import { type PanelId } from './identity.state';
import { refuseIf } from './judgement.rules';
import { type EvLimit } from './panel.events';
import { type PanelState } from './panel.state';
import {
  hasPath,
  isBelowItself,
  isEvLimitGiven,
  isPlaced,
  longestPathThrough,
  type PanelChange,
  unknownParent,
} from './panel-change.rules';
import {
  findEvLimitExcess,
  findOfflineExcess,
  findOversubscription,
  highestTenths,
} from './panel-sums.rules';
import { type Rule, type SiteRejection } from './rejections.rules';

const parentIsOfThisSite: Rule<PanelChange> = (change) => {
  const panelId = unknownParent(change);
  if (panelId === null) return [];
  return [{ code: 'panel-not-found', pointer: '/parentPanelId', panelId }];
};

/** RULES 7: no cycle, and no path too long for any panel that moves along. */
const treeStaysATree: Rule<PanelChange> = (change) => {
  const { before, after, is } = change;
  if (!isPlaced(change) || unknownParent(change) !== null) return [];
  const refusal = { code: 'panel-tree-invalid', pointer: '/parentPanelId' } as const;
  if (isBelowItself(before, is)) return [{ ...refusal, problem: 'cycle' }];
  const pathLength = longestPathThrough(after, is.id);
  const isTooDeep = pathLength > MAXIMUM_PATH_LENGTH;
  return refuseIf(isTooDeep, () => ({ ...refusal, problem: 'too-deep', pathLength }));
};

const nameIsFreeInTheSite: Rule<PanelChange> = ({ before, was, is }) => {
  const name = is.name.toLowerCase();
  if (was?.name.toLowerCase() === name) return [];
  const isTaken = [...before.panels.values()].some((other) => {
    return other.id !== is.id && other.name.toLowerCase() === name;
  });
  return refuseIf(isTaken, () => ({
    code: 'panel-name-taken',
    pointer: '/name',
    panelName: is.name,
  }));
};

/** RULES 8: only a main panel has a schedule, also when a panel gets a parent. */
const onlyAMainPanelHasASchedule: Rule<PanelChange> = (change) => {
  const { is } = change;
  const isScheduledChild = is.parentPanelId !== null && is.evLimit?.kind === 'scheduled';
  const isAskedFor = isEvLimitGiven(change) || isPlaced(change);
  return refuseIf(isScheduledChild && isAskedFor, () => ({
    code: 'schedule-on-child-panel',
    pointer: isEvLimitGiven(change) ? '/evLimit' : '/parentPanelId',
  }));
};

const evLimitIsWithinTheUsable: Rule<PanelChange> = (change) => {
  const pointer = isEvLimitGiven(change) ? highestPointer(change.is.evLimit) : '/ratedLimitAmps';
  return evLimitRejections(change, pointer);
};

const panelsCarryEveryLimitBelow: Rule<PanelChange> = (change) => {
  const breach = hasPath(change) ? findLimitBreach(change) : undefined;
  if (breach === undefined) return [];
  const isOwn = breach.panelId === change.is.id;
  const pointer = isOwn ? '/ratedLimitAmps' : '/parentPanelId';
  return [{ code: 'limit-exceeds-panel', pointer, ...breach }];
};

const noPanelIsOversubscribed: Rule<PanelChange> = (change) => {
  const excess = hasPath(change) ? findOversubscription(change) : undefined;
  if (excess === undefined) return [];
  const pointer = causeOf(change, excess.panelId);
  return [{ code: 'oversubscribed-without-energy-management', pointer, ...excess }];
};

const panelsCarryTheOfflineSum: Rule<PanelChange> = (change) => {
  const excess = hasPath(change) ? findOfflineExcess(change) : undefined;
  if (excess === undefined) return [];
  const pointer = causeOf(change, excess.panelId);
  return [{ code: 'offline-allocation-exceeds-panel', pointer, ...excess }];
};

/** The member that gave the panel itself less, or the panels above it more to carry. */
function causeOf(change: PanelChange, breachedId: PanelId): string {
  if (breachedId !== change.is.id) return '/parentPanelId';
  return isEvLimitGiven(change) ? '/evLimit' : '/ratedLimitAmps';
}

function highestPointer(evLimit: EvLimit | null): string {
  if (evLimit?.kind !== 'scheduled') return '/evLimit/amps';
  return evLimit.peakAmps >= evLimit.offPeakAmps ? '/evLimit/peakAmps' : '/evLimit/offPeakAmps';
}

/** RULES 13, for a change of one panel and of the whole site alike. */
export function evLimitRejections(change: GridChange, pointer: string): readonly SiteRejection[] {
  const panel: PanelState | undefined = findEvLimitExcess(change);
  if (panel === undefined || panel.evLimit === null) return [];
  const usableAmps = toAmps(usableTenths(change.after.site, panel));
  const evLimitAmps = toAmps(highestTenths(panel.evLimit));
  const figures = { panelId: panel.id, panelName: panel.name, usableAmps, evLimitAmps };
  return [{ code: 'ev-limit-exceeds-rated', pointer, ...figures }];
}

/** In the order of RULES.md. */
export const PANEL_RULES: readonly Rule<PanelChange>[] = [
  parentIsOfThisSite,
  treeStaysATree,
  nameIsFreeInTheSite,
  onlyAMainPanelHasASchedule,
  evLimitIsWithinTheUsable,
  panelsCarryEveryLimitBelow,
  noPanelIsOversubscribed,
  panelsCarryTheOfflineSum,
];
