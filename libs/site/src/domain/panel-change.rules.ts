import { pathFrom } from './electrical.rules';
import { type Grid, type GridChange } from './grid-change.rules';
import { type PanelId } from './identity.state';
import { isSameLimit } from './panel-edit.rules';
import { type PanelEvent } from './panel.events';
import { type PanelState } from './panel.state';
import { foresee } from './site-fold.state';
import { activePairs, type ExistingSite, there } from './site.state';

/** A command of one panel as its rules see it: before and after all of its events. */
export interface PanelChange extends GridChange {
  readonly before: ExistingSite;
  /** Undefined when the panel is new. */
  readonly was: PanelState | undefined;
  readonly is: PanelState;
  readonly events: readonly PanelEvent[];
}

/** The change that the events, which are of one panel, would make of the site. */
export function panelChange(state: ExistingSite, events: readonly PanelEvent[]): PanelChange {
  const { panelId } = there(events[0]).data;
  const after = foresee(state, events);
  const was = state.panels.get(panelId);
  const is = there(after.panels.get(panelId));
  const panels = pathFrom(after.panels, panelId);
  return { before: state, after, panels, chargers: activePairs(state), was, is, events };
}

/** True when the panel gets a place in the tree that it has not had. */
export function isPlaced({ was, is }: PanelChange): boolean {
  return was === undefined || was.parentPanelId !== is.parentPanelId;
}

/** True when the command gives the panel another EV limit. */
export function isEvLimitGiven({ was, is }: PanelChange): boolean {
  return !isSameLimit(was?.evLimit ?? null, is.evLimit);
}

/** False when the panel has no path to a main panel, so that nothing above it has figures. */
export function hasPath({ before, is }: PanelChange): boolean {
  return is.parentPanelId === null || (isParentKnown(before, is) && !isBelowItself(before, is));
}

function isParentKnown({ panels }: ExistingSite, { parentPanelId }: PanelState): boolean {
  return parentPanelId === null || panels.has(parentPanelId);
}

/** The parent that is named but is no panel of the site. */
export function unknownParent({ before, is }: PanelChange): PanelId | null {
  return isParentKnown(before, is) ? null : is.parentPanelId;
}

/** True when the panel's parent is the panel itself or hangs below it. */
export function isBelowItself(
  { panels }: ExistingSite,
  { id, parentPanelId }: PanelState,
): boolean {
  if (parentPanelId === id) return true;
  return pathFrom(panels, parentPanelId).some((panel) => panel.id === id);
}

/** Panels of the longest path through the panel, from the main one to the deepest below it. */
export function longestPathThrough({ panels }: Grid, panelId: PanelId): number {
  const above = pathFrom(panels, panelId).length;
  const levelsBelow = [...panels.keys()].map((id) =>
    pathFrom(panels, id).findIndex((panel) => panel.id === panelId),
  );
  return above + Math.max(0, ...levelsBelow);
}
