import { type SiteFacts } from './effective.rules';
import { type PanelId } from './identity.state';
import { type PanelState } from './panel.state';
import { type ExistingSite, type SiteState } from './site.state';

/** All that a panel is answered from: its facts with its load, and its site's. */
export interface PanelInPlace {
  readonly panel: PanelState;
  readonly site: SiteFacts & { readonly id: string; readonly accountId: string };
}

/** What the fold says of a panel that it holds; later events change nothing of it. */
export function panelInPlace(state: Readonly<SiteState>, panelId: PanelId): PanelInPlace {
  const panel = state.panels.get(panelId);
  if (panel === undefined) throw new Error(`the site has no panel ${panelId}`);
  return { panel, site: (state as ExistingSite).site };
}
