import { type GroupFacts, isGroupOf } from '@chargebook/group/contracts';
import { READ_POOL } from '@chargebook/http';
import {
  among,
  type Condition,
  type PageWish,
  readPage,
  ReadTables,
  type ShownPage,
  type TableNames,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { type Access, accessTo, type AskingDriver } from '../domain/access.rules';
import { type ChargerState } from '../domain/charger.state';
import { type SettingsState } from '../domain/site.state';
import { chargerListProjection } from '../projections/charger-list.projection';
import { siteListProjection } from '../projections/site-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';
import { AskingDrivers } from './asking-drivers.facts';

export interface DriverCharger extends Access {
  readonly charger: ChargerState;
  readonly site: SettingsState;
}

interface Wanted extends PageWish {
  readonly driverId: string;
  /** Accounts that may be shown, `'*'` for all of them. */
  readonly accounts: readonly string[] | '*';
}

/** The chargers that the app shows to a driver, by Charger ID; undefined: there is no driver. */
export class ListDriverChargers extends Query<ShownPage<DriverCharger> | undefined> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

interface Seeing {
  readonly driver: AskingDriver;
  readonly groups: ReadonlyMap<string, Readonly<GroupFacts>>;
}

@QueryHandler(ListDriverChargers)
export class ListDriverChargersHandler implements IQueryHandler<ListDriverChargers> {
  private readonly tables: ReadTables;

  constructor(
    @Inject(READ_POOL) pool: Pool,
    private readonly drivers: AskingDrivers,
  ) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  async execute({ wanted }: ListDriverChargers): Promise<ShownPage<DriverCharger> | undefined> {
    const { driverId } = wanted;
    const { asking: driver } = await this.drivers.find({ by: 'driver', driverId });
    if (typeof driver !== 'object') return undefined;
    const { groups } = await this.drivers.groups(driver.groupIds);
    const page = await readPage<Omit<DriverCharger, keyof Access>>(
      this.tables,
      wanted,
      (tables) => ({
        table: tables.table(chargerListProjection),
        columns: columnsOf(tables),
        conditions: [
          { sql: `t.status = 'active'`, values: [] },
          ...among('t.account_id', wanted.accounts),
        ],
        alternatives: alternativesOf({ driver, groups }),
        orderBy: ['t.charger_id_key', 't.id'],
      }),
    );
    const items = page.items.map((item) => ({
      ...item,
      ...accessTo({ ...item, asking: driver, groups }),
    }));
    return { ...page, items };
  }
}

function columnsOf({ table }: TableNames): string {
  return `t.charger as "charger",
    (select s.site from ${table(siteListProjection)} s where s.id = t.site_id) as "site"`;
}

/** One for each scope that shows a charger to somebody: of a row, one at most holds. */
function alternativesOf({ driver, groups }: Seeing): readonly Condition[] {
  const { id, accountId } = driver;
  const usable = [...groups].filter(([, group]) => isGroupOf(accountId ?? '', group));
  const groupIds = usable.map(([groupId]) => groupId);
  const everybodys = usable.flatMap(([groupId, group]) =>
    group.accountId === null ? groupId : [],
  );
  return [
    { sql: 't.driver_id = ? and t.account_id = ?', values: [id, accountId] },
    { sql: `t.scope_kind = 'account' and t.account_id = ?`, values: [accountId] },
    { sql: `t.scope_kind = 'public'`, values: [] },
    ...(groupIds.length === 0 ? [] : [inGroups({ groupIds, everybodys, accountId })]),
  ];
}

/** Most chargers name one group, which an index has; a group of one account serves no other's. */
function inGroups({
  groupIds,
  everybodys,
  accountId,
}: {
  readonly groupIds: readonly string[];
  readonly everybodys: readonly string[];
  readonly accountId: string | null;
}): Condition {
  const sql = `(t.first_group_id = any(?::text[])
      or (cardinality(t.group_ids) > 1 and t.group_ids && ?::text[]))
    and (t.account_id = ? or t.group_ids && ?::text[])`;
  return { sql, values: [groupIds, groupIds, accountId, everybodys] };
}
