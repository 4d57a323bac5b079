import { type EventStore, type Position } from '@chargebook/event-store';
import { EVENT_STORE } from '@chargebook/http';
import { type Cut } from '@chargebook/kernel';
import { type PageWish, type RowKeys, type ShownPage } from '@chargebook/projections';
import { Inject, Injectable } from '@nestjs/common';

import { chargerRowOf, type ChargerRow } from '../projections/charger-list.projection';
import { type ListedCharger } from './charger-columns.query';
import { isListed } from './charger-filters-past.query';
import { type ChargerSort, type ChargerView } from './list-chargers.query';
import { SiteIds } from './site-ids.query';
import { SitePast } from './site-past.query';
import { compareTexts } from './text-order.query';

/** So many sites are folded at a time. */
const FOLDS_AT_ONCE = 4;

type SortKey = (row: ChargerRow) => string | number;

const SORT_KEYS: Readonly<Record<ChargerSort, SortKey>> = {
  chargerId: ({ chargerIdKey }) => chargerIdKey,
  displayName: ({ displayNameKey }) => displayNameKey,
  limitAmps: ({ limitTenths }) => limitTenths,
  lastChangedAt: ({ lastChangedAt }) => lastChangedAt,
};

interface Found {
  readonly listed: ListedCharger;
  readonly keys: readonly [string | number, string];
}

type Wanted = ChargerView & PageWish & { readonly cut: Cut };

/**
 * A page of the chargers as they were. The tables say only which sites there are: of each the log
 * is folded, and what comes of it is filtered and ordered as the list is.
 */
@Injectable()
export class ListChargersPast {
  constructor(
    private readonly past: SitePast,
    private readonly sites: SiteIds,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** @throws Problem `not-caught-up`; StoreUnavailable, QueryTooSlow */
  async page(wanted: Wanted): Promise<ShownPage<ListedCharger>> {
    const { cut, isFalling, after, limit } = wanted;
    const sites = await this.sites.upTo(cut, wanted.filters);
    const { found, position } = await this.foldAll(sites, wanted);
    found.sort((one, other) => compareKeys(one.keys, other.keys));
    if (isFalling) found.reverse();
    const isBehind = ({ keys }: Found): boolean => {
      const order = compareKeys(keys, after as Found['keys']);
      return isFalling ? order < 0 : order > 0;
    };
    const rest = after === undefined ? found : found.filter(isBehind);
    return {
      items: rest.slice(0, limit).map(({ listed }) => listed),
      lastKeys: rest.length > limit ? (rest[limit - 1]?.keys as RowKeys) : undefined,
      total: found.length,
      totalIsLowerBound: false,
      position: cut.kind === 'position' ? cut.position : position,
    };
  }

  private async foldAll(
    sites: readonly string[],
    wanted: Wanted,
  ): Promise<{ readonly found: Found[]; readonly position: Position }> {
    const facts = this.past.factsAt(wanted.cut);
    const found: Found[] = [];
    let position = '' as Position;
    for (let start = 0; start < sites.length; start += FOLDS_AT_ONCE) {
      const some = sites.slice(start, start + FOLDS_AT_ONCE);
      const folds = await Promise.all(some.map((id) => this.past.whole(id, wanted.cut)));
      for (const fold of folds) {
        if (fold === undefined) continue;
        if (fold.position > position) position = fold.position;
        const all = await this.past.listed(fold.state, facts, [...fold.state.chargers.values()]);
        found.push(...foundOf(all, wanted));
      }
    }
    return { found, position: position === ('' as Position) ? await this.store.head() : position };
  }
}

function foundOf(all: readonly ListedCharger[], { filters, sort }: Wanted): readonly Found[] {
  return all.flatMap((listed) => {
    const { charger, site } = listed;
    const row = chargerRowOf({ charger, accountId: site.accountId, siteId: site.id });
    if (!isListed({ row, listed }, filters)) return [];
    return [{ listed, keys: [SORT_KEYS[sort](row), row.id] }];
  });
}

function compareKeys([key, id]: Found['keys'], [otherKey, otherId]: Found['keys']): number {
  const order =
    typeof key === 'number' ? key - Number(otherKey) : compareTexts(key, String(otherKey));
  return order || compareTexts(id, otherId);
}
