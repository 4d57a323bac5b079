import {
  type AccountId,
  type PanelId,
  type SiteEvent,
  type SiteId,
} from '@chargebook/site/contracts';

/** A site with energy management on, and no current without the back office. */
export function siteAdded(site: {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
}): SiteEvent {
  return {
    type: 'SiteAdded',
    data: {
      siteId: site.id as SiteId,
      accountId: site.accountId as AccountId,
      name: site.name,
      address: { line1: '1 Main St', city: 'Troy', region: 'NY', postalCode: '1', country: 'USA' },
      location: null,
      timeZone: 'America/New_York',
      type: null,
      description: null,
      externalId: null,
      memberRatePlanId: null,
      continuousLoadFactor: 0.8,
      energyManagement: true,
      offlineAllocationAmps: 0,
      delayedCharging: true,
    },
  };
}

export function panelAdded(panel: {
  readonly siteId: string;
  readonly panelId: string;
  readonly name: string;
  readonly parentPanelId: string | null;
}): SiteEvent {
  const { siteId, panelId, name, parentPanelId } = panel;
  return {
    type: 'PanelAdded',
    data: {
      siteId: siteId as SiteId,
      panelId: panelId as PanelId,
      name,
      parentPanelId: parentPanelId as PanelId | null,
      ratedLimitAmps: 10_000,
      evLimit: null,
    },
  };
}
