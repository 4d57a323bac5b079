/** What other contexts and the browser may know of sites, panels and chargers. */
export { needsAttention, siteNeedsAttention } from './domain/attention.rules';
export type { Attention, AttentionFacts } from './domain/attention.rules';
export { displayName, effectiveOf, panelFiguresOf, secureCharging } from './domain/effective.rules';
export type {
  ChargerFacts,
  EffectiveValues,
  PanelFigures,
  PanelsById,
  SiteFacts,
} from './domain/effective.rules';
export type {
  ChargerEvent,
  Connector,
  Override,
  OverrideKind,
  PaymentTerminal,
  Scope,
  ScopeKind,
} from './domain/charger.events';
export type {
  AccountId,
  ChargerIdentity,
  PanelId,
  Provenance,
  SiteId,
} from './domain/identity.state';
export type { EvLimit, PanelEvent, PanelLimits } from './domain/panel.events';
export { SITE_CATEGORY, SITE_SCHEMAS } from './domain/site.events';
export type {
  Address,
  ContinuousLoadFactor,
  Location,
  SettingsEvent,
  SiteDetails,
  SiteEvent,
  SiteEventOf,
  SiteEventType,
} from './domain/site.events';
