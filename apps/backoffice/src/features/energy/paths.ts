import { useParams } from 'react-router';

/** Addresses of the account's energy pages, and of the chargers that they lead to. */
export function useEnergyPaths() {
  const { accountId = '' } = useParams();
  const account = `/accounts/${accountId}`;
  const site = (siteId: string): string => `${account}/energy/${siteId}`;
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
    charger: (siteId: string, id: string) => `${account}/chargers/${siteId}/${id}`,
    newCharger: (siteId: string, panelId: string) =>
      `${account}/chargers/new?siteId=${siteId}&panelId=${panelId}`,
    chargersOf: (siteId: string) => `${account}/chargers?siteId=${siteId}`,
    attentionOf: (siteId: string) => `${account}/chargers?siteId=${siteId}&needsAttention=true`,
  };
}
