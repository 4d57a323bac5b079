import { type ChargerState } from './charger.state';
import { type PanelId } from './identity.state';
import { type PanelState } from './panel.state';
import { type SettingsState } from './site.state';

/** The panels with their loads, and the settings that apply to them. */
export interface Grid {
  readonly site: SettingsState;
  readonly panels: ReadonlyMap<PanelId, PanelState>;
}

/** A charger before and after a change; no `was` when it is new. */
export interface ChargerPair {
  readonly was: ChargerState | undefined;
  readonly is: ChargerState;
}

/** Before and after all changes of one command. */
export interface GridChange {
  readonly before: Grid;
  readonly after: Grid;
  /** Panels that may be named: the nearest to the change first, or all in tree order. */
  readonly panels: readonly PanelState[];
  /** Chargers that the change may hit; retired ones never. */
  readonly chargers: readonly ChargerPair[];
}

/** How far a figure is beyond what it may be, in tenths; 0 or less when it is not. */
export type ExcessOf = (grid: Grid, panel: PanelState) => number;

/** Compares the excess before with that after, both 0 or more. */
export type Verdict = (before: number, after: number) => boolean;

/** An excess that a change neither creates nor enlarges is no reason to refuse it. */
export const isEnlarged: Verdict = (before, after) => after > before;

/** What a change leaves in excess is worth a warning, also when it was worse before. */
export const isLeft: Verdict = (before, after) => after > 0 && after !== before;

/** The first of the panels whose excess the verdict is true of. */
export function findPanel(
  change: GridChange,
  excessOf: ExcessOf,
  verdict: Verdict,
): PanelState | undefined {
  return change.panels.find((panel) => {
    const former = change.before.panels.get(panel.id);
    const before = former === undefined ? 0 : excessOf(change.before, former);
    return verdict(Math.max(0, before), Math.max(0, excessOf(change.after, panel)));
  });
}
