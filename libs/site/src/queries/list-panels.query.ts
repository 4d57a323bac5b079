import { READ_POOL } from '@chargebook/http';
import {
  type Condition,
  among,
  containsText,
  type PageWish,
  readPage,
  ReadTables,
  type ShownPage,
  type TableNames,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { type AlikeChargers } from '../domain/electrical-load.rules';
import { MAXIMUM_PATH_LENGTH } from '../domain/electrical.rules';
import { type SettingsState } from '../domain/site.state';
import { chargerListProjection } from '../projections/charger-list.projection';
import { panelListProjection, type PanelRow } from '../projections/panel-list.projection';
import { siteListProjection } from '../projections/site-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';

interface Wanted extends PageWish {
  /** Accounts that may be shown, `'*'` for all of them. */
  readonly accounts: readonly string[] | '*';
  readonly siteId: string | undefined;
  /** Text within the name, without case. */
  readonly q: string | undefined;
}

/** A panel with its place, and the active chargers below it to sum up. */
export interface ListedPanel {
  readonly panel: PanelRow['panel'];
  readonly site: SettingsState;
  /** Names from the main panel down to this one. */
  readonly path: readonly string[];
  readonly chargersBelow: readonly AlikeChargers[];
}

/** A page of the panels of all sites by name. */
export class ListPanels extends Query<ShownPage<ListedPanel>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListPanels)
export class ListPanelsHandler implements IQueryHandler<ListPanels> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  execute({ wanted }: ListPanels): Promise<ShownPage<ListedPanel>> {
    return readPage(this.tables, wanted, (tables) => ({
      table: tables.table(panelListProjection),
      columns: panelColumns(tables),
      conditions: conditionsOf(wanted),
      orderBy: ['t.name_key', 't.id'],
    }));
  }
}

/** Panel by panel, for a join would be planned as a walk through all chargers for every panel. */
function panelColumns({ table }: TableNames): string {
  const panels = table(panelListProjection);
  return `t.panel as "panel",
    (select s.site from ${table(siteListProjection)} s where s.id = t.site_id) as "site",
    (with recursive path as (
        select t.panel->>'name' as name, t.parent_panel_id, 1 as depth
        union all
        select p.panel->>'name', p.parent_panel_id, path.depth + 1 from path
          join ${panels} p on p.id = path.parent_panel_id
          where path.depth < ${MAXIMUM_PATH_LENGTH})
      select json_agg(path.name order by path.depth desc) from path) as "path",
    (with recursive below as (
        select t.id
        union select p.id from below join ${panels} p on p.parent_panel_id = below.id)
      select coalesce(json_agg(alike), '[]') from below cross join lateral (
        select c.limit_tenths as "limitTenths", c.allocation_tenths as "allocationTenths",
          count(*)::integer as "count"
        from ${table(chargerListProjection)} c
        where c.panel_id = below.id and c.status = 'active' group by 1, 2
      ) alike) as "chargersBelow"`;
}

function conditionsOf({ accounts, siteId, q }: Wanted): readonly Condition[] {
  return [
    ...among('t.account_id', accounts),
    ...(siteId === undefined ? [] : [{ sql: 't.site_id = ?', values: [siteId] }]),
    ...(q === undefined ? [] : [containsText('t.name_key', q)]),
  ];
}
