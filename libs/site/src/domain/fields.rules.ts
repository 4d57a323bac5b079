import { type Fields } from '@chargebook/kernel';

import { toAmps } from './amps.rules';
import { type ChargerState } from './charger.state';
import { type PanelState } from './panel.state';
import { type SettingsState } from './site.state';

type FieldsOf<Thing> = Readonly<Record<string, (thing: Thing) => unknown>>;

const CHARGER = {
  chargerId: ({ chargerId }) => chargerId,
  limitAmps: ({ limitTenths }) => toAmps(limitTenths),
  panelId: ({ panelId }) => panelId,
  scope: ({ scope }) => scope,
  alias: ({ alias }) => alias,
  qaAlias: ({ qaAlias }) => qaAlias,
  parking: ({ parking }) => parking,
  connectors: ({ connectors }) => connectors,
  paymentTerminals: ({ paymentTerminals }) => paymentTerminals,
  'overrides.rate': ({ overrides: { rate } }) => rate && { ratePlanId: rate.ratePlanId },
  'overrides.delay': ({ overrides: { delay } }) => delay && { cancelled: true },
  'overrides.offlineAllocation': ({ overrides: { offlineAllocation } }) =>
    offlineAllocation && { amps: toAmps(offlineAllocation.tenths) },
  status: ({ status }) => status,
} as const satisfies FieldsOf<ChargerState>;

const PANEL = {
  name: ({ name }) => name,
  parentPanelId: ({ parentPanelId }) => parentPanelId,
  ratedLimitAmps: ({ ratedLimitTenths }) => toAmps(ratedLimitTenths),
  evLimit: ({ evLimit }) => evLimit,
} as const satisfies FieldsOf<PanelState>;

const SITE = {
  name: ({ name }) => name,
  'address.line1': ({ address }) => address.line1,
  'address.city': ({ address }) => address.city,
  'address.region': ({ address }) => address.region,
  'address.postalCode': ({ address }) => address.postalCode,
  'address.country': ({ address }) => address.country,
  location: ({ location }) => location,
  timeZone: ({ timeZone }) => timeZone,
  type: ({ type }) => type,
  description: ({ description }) => description,
  externalId: ({ externalId }) => externalId,
  memberRatePlanId: ({ memberRate }) => memberRate.ratePlanId,
  continuousLoadFactor: ({ continuousLoadFactor }) => continuousLoadFactor,
  energyManagement: ({ energyManagement }) => energyManagement.isOn,
  offlineAllocationAmps: ({ offlineAllocation: { tenths } }) =>
    tenths === null ? null : toAmps(tenths),
  delayedCharging: ({ delayedCharging }) => delayedCharging.isOn,
  active: ({ isActive }) => isActive,
} as const satisfies FieldsOf<SettingsState>;

export const CHARGER_FIELDS: readonly string[] = Object.keys(CHARGER);
export const PANEL_FIELDS: readonly string[] = Object.keys(PANEL);
export const SITE_FIELDS: readonly string[] = Object.keys(SITE);

/** A charger as it is written, without what is derived. */
export function chargerFields(charger: ChargerState | undefined): Fields | undefined {
  return fieldsOf(CHARGER, charger);
}

/** A panel as it is written, without its figures. */
export function panelFields(panel: PanelState | undefined): Fields | undefined {
  return fieldsOf(PANEL, panel);
}

/** A site as it is written. */
export function siteFields(site: SettingsState | undefined): Fields | undefined {
  return fieldsOf(SITE, site);
}

function fieldsOf<Thing>(table: FieldsOf<Thing>, thing: Thing | undefined): Fields | undefined {
  if (thing === undefined) return undefined;
  const members = Object.entries(table).map(([name, valueOf]) => [name, valueOf(thing)] as const);
  return Object.fromEntries(members);
}
