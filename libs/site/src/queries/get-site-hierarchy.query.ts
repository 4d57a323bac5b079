import { type Position } from '@chargebook/event-store';
import { READ_POOL } from '@chargebook/http';
import { ReadTables } from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { type SettingsState } from '../domain/site.state';
import { chargerListProjection } from '../projections/charger-list.projection';
import { panelListProjection, type PanelRow } from '../projections/panel-list.projection';
import { siteListProjection } from '../projections/site-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';
import { hasPayterSql, isRateArchivedSql, type ListedCharger } from './charger-columns.query';

/** A site's facts, read at one position. */
export interface SiteHierarchy {
  /** Undefined while the projection has not seen the site yet. */
  readonly site: SettingsState | undefined;
  readonly panels: readonly PanelRow['panel'][];
  /** Those that are not retired, by Charger ID. */
  readonly chargers: readonly Omit<ListedCharger, 'site' | 'path'>[];
  readonly position: Position;
}

/** The electrical hierarchy of a site. */
export class GetSiteHierarchy extends Query<SiteHierarchy> {
  constructor(readonly siteId: string) {
    super();
  }
}

interface Parts {
  readonly sites: { readonly site: SettingsState };
  readonly panels: { readonly panel: PanelRow['panel'] };
  readonly chargers: Omit<ListedCharger, 'site' | 'path'>;
}

@QueryHandler(GetSiteHierarchy)
export class GetSiteHierarchyHandler implements IQueryHandler<GetSiteHierarchy> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  async execute({ siteId }: GetSiteHierarchy): Promise<SiteHierarchy> {
    const { parts, position } = await this.tables.read<Parts>(({ table }) => ({
      parts: {
        sites: `select t.site from ${table(siteListProjection)} t where t.id = $1`,
        panels: `select t.panel from ${table(panelListProjection)} t where t.site_id = $1
          order by t.name_key, t.id`,
        chargers: `select t.charger, ${hasPayterSql(table)} as "hasPayter",
            ${isRateArchivedSql(table)} as "isRateArchived"
          from ${table(chargerListProjection)} t
          where t.site_id = $1 and t.status = 'active' order by t.charger_id_key, t.id`,
      },
      values: [siteId],
    }));
    return {
      site: parts.sites[0]?.site,
      panels: parts.panels.map(({ panel }) => panel),
      chargers: parts.chargers,
      position,
    };
  }
}
