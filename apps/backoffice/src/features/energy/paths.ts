import { useParams } from 'react-router';

import { AS_OF } from '../../lib/as-of';
import { useListState } from '../../lib/list-state';

/** Addresses of the account's energy pages, and of the chargers that they lead to. */
export function useEnergyPaths() {
  const { accountId = '' } = useParams();
  const account = `/accounts/${accountId}`;
  const site = (siteId: string): string => `${account}/energy/${siteId}`;
  // What is shown as it was leads to what is as it was.
  const asOf = useListState().value(AS_OF);
  const past = asOf === undefined ? '' : `${new URLSearchParams({ [AS_OF]: asOf })}`;
  return {
    accountId,
    sites: `${account}/energy`,
    newSite: `${account}/energy/new`,
    map: `${account}/map`,
    site,
    siteOnMap: (siteId: string) => `${account}/map?site=${siteId}`,
    editSite: (siteId: string) => `${site(siteId)}/edit`,
    settings: (siteId: string) => `${site(siteId)}/settings`,
    newPanel: (siteId: string, parentPanelId?: string) =>
      `${site(siteId)}/panels/new${parentPanelId === undefined ? '' : `?parent=${parentPanelId}`}`,
    panel: (siteId: string, panelId: string) => `${site(siteId)}/panels/${panelId}`,
    charger: (siteId: string, id: string) =>
      `${account}/chargers/${siteId}/${id}${past && `?${past}`}`,
    newCharger: (siteId: string, panelId: string) =>
      `${account}/chargers/new?siteId=${siteId}&panelId=${panelId}`,
    chargersOf: (siteId: string) => `${account}/chargers?siteId=${siteId}${past && `&${past}`}`,
    attentionOf: (siteId: string) => `${account}/chargers?siteId=${siteId}&needsAttention=true`,
  };
}
