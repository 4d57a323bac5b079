import { type Position } from '@chargebook/event-store';
import { READ_POOL } from '@chargebook/http';
import { openSnapshot, readPage, type RowKeys, type ShownPage } from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { SITE_GROUP } from '../projections/site-views.projection';
import { type ListedCharger } from './charger-columns.query';
import { chargerList, type ChargerView } from './list-chargers.query';

/** As many as the largest page of the list, which is within its statement limit. */
const PAGE_ROWS = 200;

/** All chargers of a view, as they were at one position. */
export interface AllChargers {
  readonly position: Position;
  /** Read as they are asked for, once. @throws QueryTooSlow, StoreUnavailable */
  readonly pages: AsyncIterable<readonly ListedCharger[]>;
  /** To be called when no more is asked for. */
  readonly close: () => Promise<void>;
}

/** The whole of what a list shows page by page. */
export class ReadAllChargers extends Query<AllChargers> {
  constructor(readonly view: ChargerView) {
    super();
  }
}

@QueryHandler(ReadAllChargers)
export class ReadAllChargersHandler implements IQueryHandler<ReadAllChargers> {
  constructor(@Inject(READ_POOL) private readonly pool: Pool) {}

  async execute({ view }: ReadAllChargers): Promise<AllChargers> {
    const snapshot = await openSnapshot(this.pool, SITE_GROUP);
    const close = (): Promise<void> => snapshot.close();
    const pageAfter = (after: RowKeys | undefined): Promise<ShownPage<ListedCharger>> =>
      readPage(snapshot.tables, { after, limit: PAGE_ROWS }, (tables) => ({
        ...chargerList(view, tables),
        isUncounted: true,
      }));
    try {
      const first = await pageAfter(undefined);
      return { position: first.position, pages: pagesFrom(first, pageAfter), close };
    } catch (error) {
      await close();
      throw error;
    }
  }
}

async function* pagesFrom(
  first: ShownPage<ListedCharger>,
  pageAfter: (after: RowKeys) => Promise<ShownPage<ListedCharger>>,
): AsyncGenerator<readonly ListedCharger[]> {
  let page = first;
  yield page.items;
  while (page.lastKeys !== undefined) {
    page = await pageAfter(page.lastKeys);
    yield page.items;
  }
}
