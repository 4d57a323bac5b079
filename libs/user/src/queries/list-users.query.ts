import { READ_POOL } from '@chargebook/http';
import { PERSON_TABLE } from '@chargebook/identity';
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

import { USER_GROUP, userListProjection } from '../projections/user-list.projection';
import { type UserView } from './get-user.query';

interface Wanted extends PageWish {
  /** Accounts whose users are wanted; `*` for all users. */
  readonly accounts: readonly string[] | '*';
  /** Text within the name or the address, without case. */
  readonly q: string | undefined;
}

/** A page of the users by name, inactive ones too. */
export class ListUsers extends Query<ShownPage<UserView>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(ListUsers)
export class ListUsersHandler implements IQueryHandler<ListUsers> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, USER_GROUP);
  }

  execute({ wanted }: ListUsers): Promise<ShownPage<UserView>> {
    return readPage(this.tables, wanted, ({ table }) => ({
      table: withPeople(table(userListProjection)),
      columns: `${columnsOf(userListProjection)}, t.name as "name", t.email as "email"`,
      conditions: conditionsOf(wanted),
      orderBy: ["lower(coalesce(t.name, ''))", 't.id'],
    }));
  }
}

/** A user whose person was never kept (the process died then) is listed without a name. */
function withPeople(users: string): string {
  return `(select u.*, p.name, p.email from ${users} u
    left join ${PERSON_TABLE} p on p.user_id = u.id::uuid)`;
}

function conditionsOf({ accounts, q }: Wanted): readonly Condition[] {
  const ofAccounts = { sql: 'jsonb_exists_any(t.roles, ?::text[])', values: [accounts] };
  const search = "lower(coalesce(t.name, '') || ' ' || coalesce(t.email, ''))";
  return [
    ...(accounts === '*' ? [] : [ofAccounts]),
    ...(q === undefined ? [] : [containsText(search, q)]),
  ];
}
