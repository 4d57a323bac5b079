import {
  active,
  figures,
  type Charger,
  type Finding,
  type Model,
  offline,
  type Panel,
  subscribed,
  usable,
  way,
  worst,
} from './electrical-model';

/** Every excess of one rule in a model: by how much, at which panel, of which charger. */
type Excess = { readonly panel: string; readonly charger?: string; readonly by: number };
type Excesses = (model: Model) => readonly Excess[];
const ofPanels =
  (excess: (model: Model, id: string, panel: Panel) => number): Excesses =>
  (model) =>
    Object.entries(model.panels).map(([id, panel]) => ({
      panel: id,
      by: Math.max(0, excess(model, id, panel)),
    }));

const rule13 = ofPanels((model, _, panel) =>
  Math.max(0, ...figures(panel.evLimit).map((figure) => figure - usable(model, panel))),
);
const rule14: Excesses = (model) =>
  active(model).flatMap(([charger, { limit, panel }]) =>
    (way(model, panel) ?? []).map((id) => {
      const at = model.panels[id] as Panel;
      return { panel: id, charger, by: Math.max(0, limit - usable(model, at)) };
    }),
  );
const rule16 = ofPanels((model, id, panel) =>
  model.isManaged ? 0 : subscribed(model, id) - worst(model, panel),
);
const rule17 = ofPanels((model, id, panel) =>
  model.isManaged ? offline(model, id) - worst(model, panel) : 0,
);

/** What a change newly creates or enlarges, the first panel of the order first. */
function worsened(
  excesses: Excesses,
  { before, after, order }: { before: Model; after: Model; order: readonly string[] },
): Excess | undefined {
  const known = excesses(before);
  const isSame = (one: Excess, other: Excess) =>
    one.panel === other.panel && one.charger === other.charger;
  const worse = excesses(after).filter(
    (excess) => excess.by > (known.find((other) => isSame(excess, other))?.by ?? 0),
  );
  const rank = (excess: Excess) => order.indexOf(excess.panel);
  return worse.sort(
    (one, other) =>
      rank(one) - rank(other) || ((one.charger ?? '') < (other.charger ?? '') ? -1 : 1),
  )[0];
}

interface Change {
  readonly before: Model;
  readonly after: Model;
  readonly order: readonly string[];
  readonly isOfCharger: boolean;
}
const named = ({ after }: Change, { panel }: Excess) => ({
  panelId: panel,
  panelName: after.panels[panel]?.name,
});
const panelOf = ({ after }: Change, { panel }: Excess) => after.panels[panel] as Panel;

export function judge13(change: Change): Finding[] {
  const excess = worsened(rule13, change);
  if (excess === undefined) return [];
  const panel = panelOf(change, excess);
  const usableAmps = usable(change.after, panel) / 10;
  const evLimitAmps = Math.max(...figures(panel.evLimit)) / 10;
  return [{ code: 'ev-limit-exceeds-rated', ...named(change, excess), usableAmps, evLimitAmps }];
}

export function judge14(change: Change): Finding[] {
  const excess = worsened(rule14, change);
  if (excess?.charger === undefined) return [];
  const usableAmps = usable(change.after, panelOf(change, excess)) / 10;
  const limitAmps = (change.after.chargers[excess.charger] as Charger).limit / 10;
  const hit = change.isOfCharger ? {} : { chargerId: excess.charger };
  const code = 'limit-exceeds-panel';
  return [{ code, ...named(change, excess), usableAmps, limitAmps, ...hit }];
}

export function judgeSum(change: Change, which: 16 | 17): Finding[] {
  const excess = worsened(which === 16 ? rule16 : rule17, change);
  if (excess === undefined) return [];
  const code =
    which === 16 ? 'oversubscribed-without-energy-management' : 'offline-allocation-exceeds-panel';
  const sumOf = which === 16 ? subscribed : offline;
  const worstAmps = worst(change.after, panelOf(change, excess)) / 10;
  const sumAmps = sumOf(change.after, excess.panel) / 10;
  const excessAmps = excess.by / 10;
  return [{ code, ...named(change, excess), worstAmps, sumAmps, excessAmps }];
}
