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
  ACCOUNT_GROUP,
  accountListProjection,
  type AccountRow,
} from '../projections/account-list.projection';

interface Wanted {
  /** Accounts that the actor may see. */
  readonly visible: readonly string[] | '*';
  /** Text within the name, without case. */
  readonly q: string | undefined;
  readonly after: RowKeys | undefined;
  readonly limit: number;
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

  async execute({ wanted }: ListAccounts): Promise<ShownPage<AccountRow>> {
    const { after, limit } = wanted;
    const { parts, position } = await this.tables.read<KeysetParts<AccountRow>>(({ table }) =>
      keysetQuery({
        table: table(accountListProjection),
        columns: columnsOf(accountListProjection),
        conditions: conditionsOf(wanted),
        orderBy: ['lower(t.name)', 't.id'],
        after,
        limit,
      }),
    );
    return { ...pageOf(parts, limit), position };
  }
}

function conditionsOf({ visible, q }: Wanted): readonly Condition[] {
  return [
    ...(visible === '*' ? [] : [{ sql: 't.id = any(?)', values: [visible] }]),
    ...(q === undefined ? [] : [containsText('lower(t.name)', q)]),
  ];
}
