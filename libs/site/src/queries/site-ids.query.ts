import { type EventStore } from '@chargebook/event-store';
import { EVENT_STORE, Freshness, READ_POOL } from '@chargebook/http';
import { type Cut } from '@chargebook/kernel';
import { among, type Condition, ReadTables, whereOf } from '@chargebook/projections';
import { Inject, Injectable } from '@nestjs/common';
import { type Pool } from 'pg';

import { siteListProjection } from '../projections/site-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';

const CATCH_UP_MS = 5_000;

interface Wanted {
  /** Accounts that may be shown, `'*'` for all of them. */
  readonly accounts: readonly string[] | '*';
  readonly siteId?: string | undefined;
}

/** Which sites there are: all that a table says of the past. What they were, the log says. */
@Injectable()
export class SiteIds {
  private readonly tables: ReadTables;

  constructor(
    private readonly freshness: Freshness,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_POOL) pool: Pool,
  ) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  /**
   * No site that counts at the cut is missing: the tables are awaited up to there, or to the end
   * of the log.
   * @throws Problem `not-caught-up`; StoreUnavailable, QueryTooSlow
   */
  async upTo(cut: Cut | 'now', { accounts, siteId }: Wanted): Promise<readonly string[]> {
    const isPlaced = cut !== 'now' && cut.kind === 'position';
    const position = isPlaced ? cut.position : await this.store.head();
    await this.freshness.reach(SITE_GROUP.name, { position, waitMs: CATCH_UP_MS });
    const one: readonly Condition[] =
      siteId === undefined ? [] : [{ sql: 't.id = ?', values: [siteId] }];
    const { parts } = await this.tables.read<{ sites: { id: string } }>(({ table }) => {
      const values: unknown[] = [];
      const where = whereOf([...among('t.account_id', accounts), ...one], values);
      const sites = `select t.id as "id" from ${table(siteListProjection)} t ${where}
        order by t.name_key, t.id`;
      return { parts: { sites }, values };
    });
    return parts.sites.map(({ id }) => id);
  }
}
