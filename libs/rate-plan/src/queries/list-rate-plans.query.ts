import { READ_POOL } from '@chargebook/http';
import {
  columnsOf,
  containsText,
  type PageWish,
  readPage,
  ReadTables,
  type ShownPage,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import {
  RATE_PLAN_GROUP,
  ratePlanListProjection,
  type RatePlanRow,
} from '../projections/rate-plan-list.projection';

interface Wanted extends PageWish {
  /** Text within the name, without case. */
  readonly q: string | undefined;
}

/** A page of the rate plans by name, archived ones too. */
export class ListRatePlans extends Query<ShownPage<RatePlanRow>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListRatePlans)
export class ListRatePlansHandler implements IQueryHandler<ListRatePlans> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, RATE_PLAN_GROUP);
  }

  execute({ wanted }: ListRatePlans): Promise<ShownPage<RatePlanRow>> {
    const { q } = wanted;
    return readPage(this.tables, wanted, ({ table }) => ({
      table: table(ratePlanListProjection),
      columns: columnsOf(ratePlanListProjection),
      conditions: q === undefined ? [] : [containsText('lower(t.name)', q)],
      orderBy: ['lower(t.name)', 't.id'],
    }));
  }
}
