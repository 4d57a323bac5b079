import { needsAttention } from '../domain/attention.rules';
import { loadsBelow, NO_LOAD } from '../domain/electrical-load.rules';
import { pathFrom } from '../domain/electrical.rules';
import { type SettingsState } from '../domain/site.state';
import { attentionFactsOf } from '../queries/charger-columns.query';
import { type SiteHierarchy } from '../queries/get-site-hierarchy.query';
import { type ChargerDto, renderCharger } from './charger-answer.dto';
import { type HierarchyDto, type PanelNodeDto, renderPanel } from './panel-answer.dto';

type Panel = SiteHierarchy['panels'][number];

/** The whole tree from one reading of the facts. */
export function renderHierarchy(siteId: string, hierarchy: SiteHierarchy): HierarchyDto {
  const { site } = hierarchy;
  if (site === undefined) return { siteId, panels: [] };
  const panels = new Map<string, Panel>(hierarchy.panels.map((panel) => [panel.id, panel]));
  const loads = loadsBelow(
    site,
    panels,
    hierarchy.chargers.map(({ charger }) => charger),
  );
  const chargersOf = groupBy(renderChargers(site, panels, hierarchy), ({ panelId }) => panelId);
  const childrenOf = groupBy(hierarchy.panels, ({ parentPanelId }) => parentPanelId ?? '');
  const nodesBelow = (parentPanelId: string): readonly PanelNodeDto[] =>
    (childrenOf.get(parentPanelId) ?? []).map((panel) => ({
      ...renderPanel({ panel, site, load: loads.get(panel.id) ?? NO_LOAD }),
      chargers: chargersOf.get(panel.id) ?? [],
      panels: nodesBelow(panel.id),
    }));
  return { siteId, panels: nodesBelow('') };
}

function renderChargers(
  site: SettingsState,
  panels: ReadonlyMap<string, Panel>,
  { chargers }: SiteHierarchy,
): readonly ChargerDto[] {
  return chargers.map((listed) => {
    const { charger } = listed;
    const path = pathFrom(panels, charger.panelId);
    const attention = needsAttention(charger, attentionFactsOf(listed));
    return renderCharger({ charger, site, path, attention });
  });
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
