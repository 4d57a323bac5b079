import { type EvLimit } from '../domain/panel.events';

/**
 * The electrical rules once more, from RULES.md alone and as naively as can be: everything is
 * computed anew from a plain model, before and after all changes. Amps here are whole tenths.
 */
export interface Panel {
  readonly name: string;
  readonly parent: string | null;
  readonly rated: number;
  readonly evLimit: EvLimit | null;
}
export interface Charger {
  readonly panel: string;
  readonly limit: number;
  readonly own: number | null;
  readonly isRetired: boolean;
}
export interface Model {
  readonly factor: 0.8 | 1;
  readonly isManaged: boolean;
  readonly allocation: number | null;
  readonly isDelayed: boolean;
  readonly panels: Readonly<Record<string, Panel>>;
  readonly chargers: Readonly<Record<string, Charger>>;
}
export type Finding = { readonly code: string } & Readonly<Record<string, unknown>>;

/** The ids from a panel to its root; undefined where there is no way to a root. */
export function way(
  model: Model,
  id: string | null,
  seen: readonly string[] = [],
): string[] | undefined {
  if (id === null) return [];
  const panel = model.panels[id];
  if (panel === undefined || seen.includes(id)) return undefined;
  const rest = way(model, panel.parent, [...seen, id]);
  return rest && [id, ...rest];
}

export const figures = (evLimit: EvLimit | null): number[] => {
  if (evLimit === null) return [];
  const amps = evLimit.kind === 'fixed' ? [evLimit.amps] : [evLimit.peakAmps, evLimit.offPeakAmps];
  return amps.map((each) => Math.round(each * 10));
};
export const usable = (model: Model, panel: Panel): number =>
  model.factor === 1 ? panel.rated : (panel.rated * 8 - ((panel.rated * 8) % 10)) / 10;
export const worst = (model: Model, panel: Panel): number =>
  panel.evLimit === null ? usable(model, panel) : Math.min(...figures(panel.evLimit));
export const active = (model: Model) =>
  Object.entries(model.chargers).filter(([, charger]) => !charger.isRetired);
export const below = (model: Model, id: string) =>
  active(model).filter(([, charger]) => way(model, charger.panel)?.includes(id));
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
export const subscribed = (model: Model, id: string) =>
  sum(below(model, id).map(([, { limit }]) => limit));
export const offline = (model: Model, id: string) =>
  sum(below(model, id).map(([, { own, limit }]) => Math.min(own ?? model.allocation ?? 0, limit)));
