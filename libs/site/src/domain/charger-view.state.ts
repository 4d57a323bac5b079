import { type ChargerState } from './charger.state';
import { type SiteFacts } from './effective.rules';
import { type PanelFacts, pathFrom } from './electrical.rules';
import { type ChargerIdentity } from './identity.state';
import { type ExistingSite, type SiteState } from './site.state';

/** All that a charger is answered from: its facts, its site's, and the panels of its path. */
export interface ChargerFactsInPlace {
  readonly charger: ChargerState;
  readonly site: SiteFacts & { readonly id: string; readonly accountId: string };
  readonly path: readonly PanelFacts[];
}

/** What the fold says of a charger that it holds; later events change nothing of it. */
export function chargerInPlace(
  state: Readonly<SiteState>,
  id: ChargerIdentity,
): ChargerFactsInPlace {
  const charger = state.chargers.get(id);
  if (charger === undefined) throw new Error(`the site has no charger ${id}`);
  const { site } = state as ExistingSite;
  return { charger, site, path: pathFrom(state.panels, charger.panelId) };
}
