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
  GROUP_GROUP,
  groupListProjection,
  type GroupRow,
} from '../projections/group-list.projection';

interface Wanted extends PageWish {
  /** Accounts whose groups are wanted; those of all accounts come always. */
  readonly accounts: readonly string[] | '*';
  /** Text within the name, without case. */
  readonly q: string | undefined;
}

/** A page of the groups by name. */
export class ListGroups extends Query<ShownPage<GroupRow>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListGroups)
export class ListGroupsHandler implements IQueryHandler<ListGroups> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, GROUP_GROUP);
  }

  execute({ wanted }: ListGroups): Promise<ShownPage<GroupRow>> {
    return readPage(this.tables, wanted, ({ table }) => ({
      table: table(groupListProjection),
      columns: columnsOf(groupListProjection),
      conditions: conditionsOf(wanted),
      orderBy: ['lower(t.name)', 't.id'],
    }));
  }
}

function conditionsOf({ accounts, q }: Wanted): readonly Condition[] {
  const ofAccounts = 't.account_id is null or t.account_id = any(?)';
  return [
    ...(accounts === '*' ? [] : [{ sql: ofAccounts, values: [accounts] }]),
    ...(q === undefined ? [] : [containsText('lower(t.name)', q)]),
  ];
}
