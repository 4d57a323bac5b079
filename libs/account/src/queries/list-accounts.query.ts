import { READ_POOL } from '@chargebook/http';
import {
  columnsOf,
  type Condition,
  among,
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
  ACCOUNT_GROUP,
  accountListProjection,
  type AccountRow,
} from '../projections/account-list.projection';

interface Wanted extends PageWish {
  /** Accounts that the actor may see. */
  readonly visible: readonly string[] | '*';
  /** Text within the name, without case. */
  readonly q: string | undefined;
}

/** A page of the accounts by name. */
export class ListAccounts extends Query<ShownPage<AccountRow>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, ACCOUNT_GROUP);
  }

  execute({ wanted }: ListAccounts): Promise<ShownPage<AccountRow>> {
    return readPage(this.tables, wanted, ({ table }) => ({
      table: table(accountListProjection),
      columns: columnsOf(accountListProjection),
      conditions: conditionsOf(wanted),
      orderBy: ['lower(t.name)', 't.id'],
    }));
  }
}

function conditionsOf({ visible, q }: Wanted): readonly Condition[] {
  return [
    ...among('t.id', visible),
    ...(q === undefined ? [] : [containsText('lower(t.name)', q)]),
  ];
}
