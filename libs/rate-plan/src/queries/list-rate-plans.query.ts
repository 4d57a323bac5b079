import { READ_POOL, type ShownPage } from '@chargebook/http';
import {
  columnsOf,
  containsText,
  keysetQuery,
  type KeysetParts,
  pageOf,
  ReadTables,
  type RowKeys,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import {
  RATE_PLAN_GROUP,
  ratePlanListProjection,
  type RatePlanRow,
} from '../projections/rate-plan-list.projection';

interface Wanted {
  /** Text within the name, without case. */
  readonly q: string | undefined;
  readonly after: RowKeys | undefined;
  readonly limit: number;
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

  async execute({ wanted }: ListRatePlans): Promise<ShownPage<RatePlanRow>> {
    const { q, after, limit } = wanted;
    const { parts, position } = await this.tables.read<KeysetParts<RatePlanRow>>(({ table }) =>
      keysetQuery({
        table: table(ratePlanListProjection),
        columns: columnsOf(ratePlanListProjection),
        conditions: q === undefined ? [] : [containsText('lower(t.name)', q)],
        orderBy: ['lower(t.name)', 't.id'],
        after,
        limit,
      }),
    );
    return { ...pageOf(parts, limit), position };
  }
}
