import { type ProjectionGroup } from '@chargebook/projections';

import { accountIntegrationsProjection } from './account-integrations.projection';
import { chargerListProjection } from './charger-list.projection';
import { panelListProjection } from './panel-list.projection';
import { ratePlanArchivalProjection } from './rate-plan-archival.projection';
import { siteListProjection } from './site-list.projection';

/** The charger list and the site hierarchy share one checkpoint: one position covers both. */
export const SITE_GROUP = {
  name: 'sites',
  projections: [
    chargerListProjection,
    panelListProjection,
    siteListProjection,
    ratePlanArchivalProjection,
    accountIntegrationsProjection,
  ],
} as const satisfies ProjectionGroup;
