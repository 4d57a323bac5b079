import { type Recorded } from '@chargebook/kernel';
import { deciderKit } from '@chargebook/kernel/testing';

import {
  type AddCharger,
  type ChargerFacts,
  type ChargerPatch,
  type EditCharger,
  type NewCharger,
} from './domain/charger.commands';

import {
  type AccountId,
  type ChargerIdentity,
  type PanelId,
  type SiteId,
} from './domain/identity.state';
import { type NewPanel } from './domain/panel.commands';
import { type NewSite, type SitePatch } from './domain/site.commands';
import { siteAggregate } from './domain/site.decider';
import { type SiteEvent } from './domain/site.events';

export const SITE = '00000000-0000-4000-8000-000000000001' as SiteId;
export const ACCOUNT = '00000000-0000-4000-8000-000000000002' as AccountId;
export const OTHER_ACCOUNT = '00000000-0000-4000-8000-000000000003' as AccountId;

/** Panels and chargers of the cases are told apart by a short name. */
export const panelId = (name: string): PanelId => `panel-${name}` as PanelId;
export const chargerIdentity = (name: string): ChargerIdentity =>
  `charger-${name}` as ChargerIdentity;

/** Cases of the site's decider. */
export const site = deciderKit(siteAggregate.decider);

/** Other streams know of nothing that a command could name. */
export const NO_FACTS: ChargerFacts = {
  drivers: {},
  groups: {},
  ratePlans: {},
  hasPayterIntegration: false,
};

export const NEW_SITE: NewSite = {
  name: 'Harbour Garage',
  address: { line1: '1 Quay Street', city: 'Rotterdam', country: 'NLD' },
  timeZone: 'Europe/Amsterdam',
};

export const MANAGED_SITE: NewSite = {
  ...NEW_SITE,
  energyManagement: true,
  offlineAllocationAmps: 6,
};

export const addSite = (members: NewSite = NEW_SITE, facts = NO_FACTS) =>
  ({ type: 'AddSite', siteId: SITE, accountId: ACCOUNT, site: members, facts }) as const;

export const editSite = (patch: SitePatch, reason?: string, facts = NO_FACTS) =>
  ({ type: 'EditSite', patch, reason, facts }) as const;

export const addPanel = (name: string, panel: Partial<NewPanel> = {}) =>
  ({
    type: 'AddPanel',
    panelId: panelId(name),
    panel: { name, ratedLimitAmps: 100, ...panel },
  }) as const;

export const addCharger = (
  name: string,
  members: Partial<NewCharger> = {},
  facts: Partial<ChargerFacts> = {},
): AddCharger => ({
  type: 'AddCharger',
  id: chargerIdentity(name),
  charger: {
    chargerId: name,
    limitAmps: 32,
    panelId: panelId('Main'),
    scope: { kind: 'account' },
    ...members,
  },
  facts: { ...NO_FACTS, ...facts },
});

export const editCharger = (
  name: string,
  patch: ChargerPatch,
  { reason, ...facts }: Partial<ChargerFacts> & { readonly reason?: string } = {},
): EditCharger => ({
  type: 'EditCharger',
  id: chargerIdentity(name),
  patch,
  reason,
  facts: { ...NO_FACTS, ...facts },
});

/** The events that the commands, each of which must be accepted, leave one after another. */
export function eventsOf(
  ...commands: readonly Parameters<typeof siteAggregate.decider.decide>[0][]
): readonly SiteEvent[] {
  return commands.reduce<readonly SiteEvent[]>((events, command) => {
    const { decision } = site.given(...events).when(command);
    if (decision.kind !== 'accepted') throw new Error(JSON.stringify(decision));
    return [...events, ...decision.events];
  }, []);
}

/** The events as recorded then, by this one. */
export function recorded(
  events: readonly SiteEvent[],
  at: string,
  by: string,
): readonly Recorded<SiteEvent>[] {
  return events.map((event) => ({ ...event, at, by }) as Recorded<SiteEvent>);
}
