import { ampsOf } from '../../lib/amps';
import { amps } from '../../lib/format';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { MAIN_PANEL, type PanelValues } from './panel-form';
import { placedPanels } from './tree-model';

const TEXTS = ENERGY_TEXTS.panel;

/** A field of the form of a panel, as a person reads it. */
export function panelFieldText(
  field: keyof PanelValues,
  { name, parentPanelId, ratedLimitAmps, evLimit }: PanelValues,
  panels: readonly PanelNode[],
): string {
  if (field === 'name') return name;
  if (field === 'ratedLimitAmps') return ampsText(ratedLimitAmps);
  if (field === 'evLimit') return evLimitText(evLimit);
  if (parentPanelId === MAIN_PANEL) return TEXTS.main;
  const parent = placedPanels(panels).find(({ panel }) => panel.id === parentPanelId);
  return parent?.panel.name ?? parentPanelId;
}

function evLimitText({ kind, ...figures }: PanelValues['evLimit']): string {
  if (kind === 'none') return TEXTS.evNone;
  if (kind === 'fixed') return ampsText(figures.amps);
  return ENERGY_TEXTS.tree.evScheduled(ampsText(figures.peakAmps), ampsText(figures.offPeakAmps));
}

function ampsText(text = ''): string {
  const value = ampsOf(text);
  return value === undefined ? text : amps(value);
}
