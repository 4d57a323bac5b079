import { READ_POOL, type ShownPage } from '@chargebook/http';
import {
  columnsOf,
  type Condition,
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
  DRIVER_GROUP,
  driverListProjection,
  type DriverRow,
} from '../projections/driver-list.projection';

interface Wanted {
  readonly accountId: string;
  /** Text within the external id, without case. */
  readonly q: string | undefined;
  readonly after: RowKeys | undefined;
  readonly limit: number;
}

/** A page of an account's drivers by external id. */
export class ListDrivers extends Query<ShownPage<DriverRow>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListDrivers)
export class ListDriversHandler implements IQueryHandler<ListDrivers> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, DRIVER_GROUP);
  }

  async execute({ wanted }: ListDrivers): Promise<ShownPage<DriverRow>> {
    const { after, limit } = wanted;
    const { parts, position } = await this.tables.read<KeysetParts<DriverRow>>(({ table }) =>
      keysetQuery({
        table: table(driverListProjection),
        columns: columnsOf(driverListProjection),
        conditions: conditionsOf(wanted),
        orderBy: ['lower(t.external_id)', 't.id'],
        after,
        limit,
      }),
    );
    return { ...pageOf(parts, limit), position };
  }
}

function conditionsOf({ accountId, q }: Wanted): readonly Condition[] {
  return [
    { sql: 't.account_id = ?', values: [accountId] },
    ...(q === undefined ? [] : [containsText('lower(t.external_id)', q)]),
  ];
}
