import { useMemo, useState } from 'react';

import { type PanelNode } from '../../lib/sites';
import { countChargers, foundInTree, placedPanels } from './tree-model';

/** So many chargers are shown at once; of a larger site, the first of every panel. */
const SHOWN_AT_ONCE = 80;
const SHOWN_OF_EACH = 6;
/** A search that finds many shows so many of each panel. */
const SHOWN_OF_FOUND = 40;

/** What of the tree is shown: all of it, what is searched for, or less where one closed it. */
export function useTreeView(panels: readonly PanelNode[]) {
  const [search, setSearch] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const placed = useMemo(() => placedPanels(panels), [panels]);
  const names = useMemo(() => new Map(placed.map(({ panel }) => [panel.id, panel.name])), [placed]);
  const shown = useMemo(() => foundInTree(panels, search), [panels, search]);
  const isLarge = useMemo(() => countChargers(shown) > SHOWN_AT_ONCE, [shown]);
  const most = search === '' ? SHOWN_OF_EACH : SHOWN_OF_FOUND;
  const toggle = (panelId: string): void => {
    const next = new Set(closed);
    if (!next.delete(panelId)) next.add(panelId);
    setClosed(next);
  };
  return {
    search,
    setSearch,
    shown,
    nameOf: (panelId: string) => names.get(panelId),
    // Whoever searches wants to see what is found.
    isOpen: (panelId: string) => search !== '' || !closed.has(panelId),
    toggle,
    mostChargers: isLarge ? most : SHOWN_AT_ONCE,
    openAll: () => setClosed(new Set()),
    closeAll: () => setClosed(new Set(names.keys())),
    isAllClosed: closed.size > 0 && closed.size === names.size,
  };
}
