import { type Position } from '@chargebook/event-store';
import { READ_POOL } from '@chargebook/http';
import {
  among,
  type Condition,
  ReadTables,
  type TableNames,
  whereOf,
} from '@chargebook/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Pool } from 'pg';

import { chargerListProjection } from '../projections/charger-list.projection';
import { siteListProjection } from '../projections/site-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';

/** More would be slow to send and to draw; whoever looks closer is shown all. */
const MAX_SITES = 5_000;

/** In degrees; where the west lies east of the east, the box crosses the antimeridian. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

interface Wanted {
  /** Accounts that may be shown, `'*'` for all of them. */
  readonly accounts: readonly string[] | '*';
  /** The whole world when not said. */
  readonly box: Box | undefined;
}

export interface MappedSite {
  readonly siteId: string;
  readonly accountId: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly latitude: number;
  readonly longitude: number;
  /** Those that are not retired. */
  readonly chargerCount: number;
  /** Those of them whose scope is public, whether or not the site is active. */
  readonly publicChargerCount: number;
}

export interface SiteMap {
  readonly sites: readonly MappedSite[];
  /** True when there are more than are shown. */
  readonly isCut: boolean;
  readonly position: Position;
}

/** The sites that have a location within a box, with their chargers counted. */
export class GetSiteMap extends Query<SiteMap> {
  constructor(readonly wanted: Wanted) {
    super();
  }
}

@QueryHandler(GetSiteMap)
export class GetSiteMapHandler implements IQueryHandler<GetSiteMap> {
  private readonly tables: ReadTables;

  constructor(@Inject(READ_POOL) pool: Pool) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  async execute({ wanted }: GetSiteMap): Promise<SiteMap> {
    const { parts, position } = await this.tables.read<{ sites: MappedSite }>((tables) => {
      const values: unknown[] = [];
      const where = whereOf(conditionsOf(wanted), values);
      return {
        once: { placed: placedSql(tables, where) },
        parts: { sites: countedSql(tables) },
        values,
      };
    });
    const sites = parts.sites.slice(0, MAX_SITES);
    return { sites, isCut: parts.sites.length > MAX_SITES, position };
  }
}

/** Ids are spread by chance: the first of them are an even pick from all over the box. */
function placedSql({ table }: TableNames, where: string): string {
  return `select t.id, t.account_id, t.latitude, t.longitude, t.name, t.is_active
    from ${table(siteListProjection)} t ${where} order by t.id limit ${MAX_SITES + 1}`;
}

function countedSql({ table }: TableNames): string {
  return `select t.id as "siteId", t.account_id as "accountId", t.name as "name",
      t.is_active as "isActive", t.latitude as "latitude", t.longitude as "longitude",
      c.all_count as "chargerCount", c.public_count as "publicChargerCount"
    from placed t, lateral (
      select count(*)::int as all_count,
        (count(*) filter (where c.scope_kind = 'public'))::int as public_count
      from ${table(chargerListProjection)} c where c.site_id = t.id and c.status = 'active') c
    order by t.id`;
}

function conditionsOf({ accounts, box }: Wanted): readonly Condition[] {
  const hasPlace = { sql: 't.latitude is not null', values: [] };
  return [hasPlace, ...among('t.account_id', accounts), ...(box === undefined ? [] : within(box))];
}

function within({ west, south, east, north }: Box): readonly Condition[] {
  const both = west <= east ? 'and' : 'or';
  return [
    { sql: 't.latitude between ? and ?', values: [south, north] },
    { sql: `t.longitude >= ? ${both} t.longitude <= ?`, values: [west, east] },
  ];
}
