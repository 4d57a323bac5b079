import { type TableNames } from '@chargebook/projections';

import { type AttentionFacts } from '../domain/attention.rules';
import { type ChargerState } from '../domain/charger.state';
import { MAXIMUM_PATH_LENGTH } from '../domain/electrical.rules';
import { type PanelState } from '../domain/panel.state';
import { type SettingsState } from '../domain/site.state';
import { accountIntegrationsProjection } from '../projections/account-integrations.projection';
import { panelListProjection } from '../projections/panel-list.projection';
import { ratePlanArchivalProjection } from '../projections/rate-plan-archival.projection';
import { siteListProjection } from '../projections/site-list.projection';

/** A charger as a list reads it: facts alone, for the domain's own functions to derive from. */
export interface ListedCharger {
  readonly charger: ChargerState;
  readonly site: SettingsState;
  readonly path: readonly Omit<PanelState, 'load'>[];
  readonly hasPayter: boolean;
  readonly isRateArchived: boolean;
}

/** What is selected of each row `t` of the charger list, from all tables of the group. */
export function chargerColumns({ table }: TableNames): string {
  const panels = table(panelListProjection);
  return `t.charger as "charger",
    (select s.site from ${table(siteListProjection)} s where s.id = t.site_id) as "site",
    (with recursive path as (
        select p.panel, p.parent_panel_id, 1 as depth from ${panels} p where p.id = t.panel_id
        union all
        select p.panel, p.parent_panel_id, path.depth + 1 from path
          join ${panels} p on p.id = path.parent_panel_id
          where path.depth < ${MAXIMUM_PATH_LENGTH})
      select coalesce(json_agg(path.panel order by path.depth), '[]') from path) as "path",
    ${hasPayterSql(table)} as "hasPayter",
    ${isRateArchivedSql(table)} as "isRateArchived"`;
}

/** What the row says of things that other streams keep, as the domain asks for it. */
export function attentionFactsOf(
  listed: Pick<ListedCharger, 'hasPayter' | 'isRateArchived'>,
): AttentionFacts {
  return {
    hasPayterIntegration: listed.hasPayter,
    isRatePlanArchived: () => listed.isRateArchived,
  };
}

/** True where the account of row `t` has the payment integration. */
export function hasPayterSql(table: TableNames['table']): string {
  const accounts = table(accountIntegrationsProjection);
  return `coalesce((select a.has_payter from ${accounts} a where a.id = t.account_id), false)`;
}

/** True where the rate plan that row `t` names is archived. */
export function isRateArchivedSql(table: TableNames['table']): string {
  const plans = table(ratePlanArchivalProjection);
  return `coalesce((select r.is_archived from ${plans} r where r.id = t.rate_plan_id), false)`;
}
