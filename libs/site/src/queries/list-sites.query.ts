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

import { type SettingsState } from '../domain/site.state';
import { ratePlanArchivalProjection } from '../projections/rate-plan-archival.projection';
import { siteListProjection } from '../projections/site-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';

interface Wanted extends PageWish {
  /** Accounts that may be shown, `'*'` for all of them. */
  readonly accounts: readonly string[] | '*';
  /** Text within name, city or external id, without case. */
  readonly q: string | undefined;
}

export interface ListedSite {
  readonly site: SettingsState;
  readonly isRateArchived: boolean;
}

/** A page of the sites by name. */
export class ListSites extends Query<ShownPage<ListedSite>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListSites)
export class ListSitesHandler implements IQueryHandler<ListSites> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  execute({ wanted }: ListSites): Promise<ShownPage<ListedSite>> {
    return readPage(this.tables, wanted, ({ table }) => ({
      table: table(siteListProjection),
      columns: siteColumns({ table }),
      conditions: conditionsOf(wanted),
      orderBy: ['t.name_key', 't.id'],
    }));
  }
}

function siteColumns({ table }: TableNames): string {
  return `t.site as "site", coalesce((select r.is_archived
    from ${table(ratePlanArchivalProjection)} r
    where r.id = t.site->'memberRate'->>'ratePlanId'), false) as "isRateArchived"`;
}

function conditionsOf({ accounts, q }: Wanted): readonly Condition[] {
  return [
    ...among('t.account_id', accounts),
    ...(q === undefined ? [] : [containsText('t.search_text', q)]),
  ];
}
