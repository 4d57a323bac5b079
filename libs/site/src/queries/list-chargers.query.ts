import { READ_POOL } from '@chargebook/http';
import {
  type KeysetList,
  type PageWish,
  readPage,
  ReadTables,
  type ShownPage,
  type TableNames,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { chargerListProjection } from '../projections/charger-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';
import { chargerColumns, type ListedCharger } from './charger-columns.query';
import { chargerConditions, type ChargerFilters, splitFilters } from './charger-filters.query';

export type ChargerSort = 'chargerId' | 'displayName' | 'limitAmps' | 'lastChangedAt';

/** Which chargers are wanted, and in which order. */
export interface ChargerView {
  readonly filters: ChargerFilters;
  readonly sort: ChargerSort;
  readonly isFalling: boolean;
}

/** A page of the chargers. */
export class ListChargers extends Query<ShownPage<ListedCharger>> {
  constructor(readonly wanted: ChargerView & PageWish) {
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

  execute({ wanted }: ListChargers): Promise<ShownPage<ListedCharger>> {
    return readPage(this.tables, wanted, (tables) => chargerList(wanted, tables));
  }
}

/** The chargers of the view, in its order. */
export function chargerList(
  view: ChargerView,
  tables: TableNames,
): Omit<KeysetList, keyof PageWish> {
  const { sort, isFalling } = view;
  const { filters, alternatives } =
    sort === 'chargerId' ? splitFilters(view.filters) : { ...view, alternatives: [] };
  return {
    table: tables.table(chargerListProjection),
    columns: chargerColumns(tables),
    conditions: chargerConditions(filters, tables),
    alternatives,
    orderBy: [SORT_KEYS[sort], 't.id'],
    isFalling,
  };
}
