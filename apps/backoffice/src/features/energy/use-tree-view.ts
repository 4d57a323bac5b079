import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { type PanelNode } from '../../lib/sites';
import { countChargers, foundInTree, placedPanels } from './tree-model';

/** So many chargers are shown at once; of a larger site, the first of every panel. */
const SHOWN_AT_ONCE = 80;
const SHOWN_OF_EACH = 6;
/** A search that finds many shows so many of each panel. */
const SHOWN_OF_FOUND = 40;

interface Chosen {
  readonly search: string;
  readonly closed: ReadonlySet<string>;
}

/** What of the tree is shown: all of it, what is searched for, or less where one closed it. */
export function useTreeView(siteId: string, panels: readonly PanelNode[]) {
  const { search, closed, setSearch, setClosed } = useChosen(siteId);
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

/** Whoever comes back within some minutes finds it as he left it; who signs out takes it along. */
function useChosen(siteId: string) {
  const queries = useQueryClient();
  const key = ['tree-view', siteId];
  const [chosen, setChosen] = useState<Chosen>(
    () => queries.getQueryData(key) ?? { search: '', closed: new Set() },
  );
  const change = (changed: Partial<Chosen>): void => {
    const next = { ...chosen, ...changed };
    queries.setQueryData(key, next);
    setChosen(next);
  };
  return {
    ...chosen,
    setSearch: (search: string) => change({ search }),
    setClosed: (closed: ReadonlySet<string>) => change({ closed }),
  };
}
