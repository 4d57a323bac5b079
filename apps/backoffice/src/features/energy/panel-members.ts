import { amps } from '../../lib/format';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { type Member } from './conflict';
import { type EvLimit, type PanelBody } from './panel-form';
import { placedPanels } from './tree-model';

const TEXTS = ENERGY_TEXTS.panel;

/** What a form of a panel may change, as a person reads it. */
export function panelMembers(panel: PanelBody, panels: readonly PanelNode[]): readonly Member[] {
  const { name, parentPanelId, ratedLimitAmps, evLimit } = panel;
  const parent = placedPanels(panels).find((placed) => placed.panel.id === parentPanelId);
  const parentName = parentPanelId === null ? TEXTS.main : (parent?.panel.name ?? parentPanelId);
  return [
    { label: TEXTS.name, value: name, shown: name },
    { label: TEXTS.parent, value: parentPanelId, shown: parentName },
    { label: TEXTS.ratedLimit, value: ratedLimitAmps, shown: amps(ratedLimitAmps) },
    { label: TEXTS.evLimit, value: evLimit, shown: evLimitText(evLimit) },
  ];
}

function evLimitText(evLimit: EvLimit | null): string {
  if (evLimit === null) return TEXTS.evNone;
  if (evLimit.kind === 'fixed') return amps(evLimit.amps);
  return ENERGY_TEXTS.tree.evScheduled(amps(evLimit.peakAmps), amps(evLimit.offPeakAmps));
}
