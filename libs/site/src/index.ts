import { siteAggregate } from './domain/site.decider';
import { closeLostScopes } from './policies/close-lost-scopes.policy';
import { SITE_GROUP } from './projections/site-views.projection';
import { SiteModule } from './site.module';

export { AddChargerDto } from './http/charger.dto';

/** The context as a process composes it. */
export const siteContext = {
  module: SiteModule,
  aggregates: [siteAggregate],
  groups: [SITE_GROUP],
  policies: [closeLostScopes],
} as const;
