import { READ_POOL, type ShownPage } from '@chargebook/http';
import {
  keysetQuery,
  type KeysetParts,
  pageOf,
  ReadTables,
  type RowKeys,
  type TableNames,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { chargerListProjection } from '../projections/charger-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';
import { chargerColumns, type ListedCharger } from './charger-columns.query';
import { chargerConditions, type ChargerFilters } from './charger-filters.query';

export type ChargerSort = 'chargerId' | 'displayName' | 'limitAmps' | 'lastChangedAt';

interface Wanted {
  readonly filters: ChargerFilters;
  readonly sort: ChargerSort;
  readonly isFalling: boolean;
  readonly after: RowKeys | undefined;
  readonly limit: number;
}

/** A page of the chargers. */
export class ListChargers extends Query<ShownPage<ListedCharger>> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

const SORT_KEYS: Readonly<Record<ChargerSort, string>> = {
  chargerId: 't.charger_id_key',
  displayName: 't.display_name_key',
  limitAmps: 't.limit_tenths',
  lastChangedAt: 't.last_changed_at',
};

@QueryHandler(ListChargers)
export class ListChargersHandler implements IQueryHandler<ListChargers> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  async execute({ wanted }: ListChargers): Promise<ShownPage<ListedCharger>> {
    const { parts, position } = await this.tables.read<KeysetParts<ListedCharger>>((tables) =>
      statementOf(wanted, tables),
    );
    return { ...pageOf(parts, wanted.limit), position };
  }
}

function statementOf({ filters, sort, isFalling, after, limit }: Wanted, tables: TableNames) {
  return keysetQuery<ListedCharger>({
    table: tables.table(chargerListProjection),
    columns: chargerColumns(tables),
    conditions: chargerConditions(filters, tables),
    orderBy: [SORT_KEYS[sort], 't.id'],
    isFalling,
    after,
    limit,
  });
}
