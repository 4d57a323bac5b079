import { createContext } from 'react';

import { type PanelNode } from '../../lib/sites';

/** What every row of a site's tree needs to know. */
export interface TreeView {
  readonly siteId: string;
  readonly mayEdit: boolean;
  readonly isManaged: boolean;
  readonly nameOf: (panelId: string) => string | undefined;
  readonly isOpen: (panelId: string) => boolean;
  readonly toggle: (panelId: string) => void;
  /** So many chargers of a panel are shown until more are asked for. */
  readonly mostChargers: number;
  /** It was just added or changed. */
  readonly isMarked: (id: string) => boolean;
  /** True once, of what was marked last. */
  readonly takeUnseen: (id: string) => boolean;
  readonly onRemove: (panel: PanelNode) => void;
}

export const TreeContext = createContext<TreeView>({
  siteId: '',
  mayEdit: false,
  isManaged: false,
  nameOf: () => undefined,
  isOpen: () => true,
  toggle: () => undefined,
  mostChargers: 0,
  isMarked: () => false,
  takeUnseen: () => false,
  onRemove: () => undefined,
});

export function panelAnchor(panelId: string): string {
  return `panel-${panelId}`;
}

/** Shows the panel's row and puts the cursor there. */
export function goToPanel(panelId: string): void {
  const row = document.getElementById(panelAnchor(panelId));
  row?.scrollIntoView({ block: 'center', behavior: 'auto' });
  row?.focus();
}
