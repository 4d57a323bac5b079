import { READ_POOL } from '@chargebook/http';
import {
  columnsOf,
  type Condition,
  type PageWish,
  readPage,
  ReadTables,
  type ShownPage,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { type ToldAccounts } from '../domain/change.rules';
import {
  ACTIVITY_GROUP,
  activityProjection,
  type ActivityRow,
} from '../projections/activity.projection';

interface Wanted extends PageWish {
  /** What is of all accounts comes always. */
  readonly accounts: ToldAccounts;
}

export interface ListedActivity extends ActivityRow {
  /** What people called the thing after the event; null where no event says so. */
  readonly label: string | null;
}

/** A page of what happened, newest first. */
export class ListActivity extends Query<ShownPage<ListedActivity>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListActivity)
export class ListActivityHandler implements IQueryHandler<ListActivity> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, ACTIVITY_GROUP);
  }

  execute({ wanted }: ListActivity): Promise<ShownPage<ListedActivity>> {
    return readPage(this.tables, wanted, ({ table }) => ({
      table: table(activityProjection),
      columns: columnsWithLabel(table(activityProjection)),
      conditions: [],
      alternatives: alternativesOf(wanted.accounts),
      orderBy: ['t.position'],
      isFalling: true,
    }));
  }
}

/** Each account has its own in the order of the list; those of some are merged. */
function alternativesOf(accounts: ToldAccounts): readonly Condition[] {
  if (accounts === '*') return [];
  const own = accounts.map((id) => ({ sql: 't.account_id = ?', values: [id] }));
  return [...own, { sql: 't.account_id is null', values: [] }];
}

function columnsWithLabel(table: string): string {
  return `${columnsOf(activityProjection)}, ${labelSql(table)} as "label"`;
}

/** The alias that was said last, unless it was taken away; else the name that was said last. */
function labelSql(table: string): string {
  const last = (column: string): string => `(select l.${column} from ${table} l
    where l.thing_id = t.thing_id and l.position <= t.position and l.${column} is not null
    order by l.position desc limit 1)`;
  return `coalesce(nullif(${last('alias')}, ''), ${last('name')})`;
}
