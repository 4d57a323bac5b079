import { toAmps } from './amps.rules';
import { type PanelId, type SiteId } from './identity.state';
import { type PanelPatch } from './panel.commands';
import { type EvLimit, type PanelEvent } from './panel.events';
import { type PanelState } from './panel.state';

interface PanelRef {
  readonly siteId: SiteId;
  readonly panelId: PanelId;
}

/** Finds what one part of the form changes; a value equal to the stored one changes nothing. */
type Finder = (panel: PanelState, patch: PanelPatch) => ((ref: PanelRef) => PanelEvent) | undefined;

const renaming: Finder = (panel, patch) => {
  const name = patch.name?.trim();
  if (name === undefined || name === panel.name) return undefined;
  return (ref) => ({ type: 'PanelRenamed', data: { ...ref, name } });
};

const limits: Finder = (panel, patch) => {
  const ratedBefore = toAmps(panel.ratedLimitTenths);
  const { ratedLimitAmps = ratedBefore, evLimit = panel.evLimit } = patch;
  if (ratedLimitAmps === ratedBefore && isSameLimit(evLimit, panel.evLimit)) return undefined;
  return (ref) => ({ type: 'PanelLimitsChanged', data: { ...ref, ratedLimitAmps, evLimit } });
};

const move: Finder = ({ parentPanelId: fromPanelId }, { parentPanelId: toPanelId }) => {
  if (toPanelId === undefined || toPanelId === fromPanelId) return undefined;
  return (ref) => ({ type: 'PanelMoved', data: { ...ref, fromPanelId, toPanelId } });
};

/** The few events that say what the form changes, none when it changes nothing. */
export function panelEdits(
  siteId: SiteId,
  panel: PanelState,
  patch: PanelPatch,
): readonly PanelEvent[] {
  const ref = { siteId, panelId: panel.id };
  const found = [renaming, limits, move].flatMap((find) => find(panel, patch) ?? []);
  return found.map((eventOf) => eventOf(ref));
}

/** True when both say the same, in whatever order their members came. */
export function isSameLimit(one: EvLimit | null, other: EvLimit | null): boolean {
  return figuresOf(one) === figuresOf(other);
}

function figuresOf(evLimit: EvLimit | null): string {
  if (evLimit === null) return 'none';
  if (evLimit.kind === 'fixed') return `fixed ${evLimit.amps}`;
  return `scheduled ${evLimit.peakAmps} ${evLimit.offPeakAmps}`;
}
