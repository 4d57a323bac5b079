import { READ_POOL } from '@chargebook/http';
import {
  columnsOf,
  type Condition,
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
  DRIVER_GROUP,
  driverListProjection,
  type DriverRow,
} from '../projections/driver-list.projection';

interface Wanted extends PageWish {
  readonly accountId: string;
  /** Text within the external id, without case. */
  readonly q: string | undefined;
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

  execute({ wanted }: ListDrivers): Promise<ShownPage<DriverRow>> {
    return readPage(this.tables, wanted, ({ table }) => ({
      table: table(driverListProjection),
      columns: columnsOf(driverListProjection),
      conditions: conditionsOf(wanted),
      orderBy: ['lower(t.external_id)', 't.id'],
    }));
  }
}

function conditionsOf({ accountId, q }: Wanted): readonly Condition[] {
  return [
    { sql: 't.account_id = ?', values: [accountId] },
    ...(q === undefined ? [] : [containsText('lower(t.external_id)', q)]),
  ];
}
