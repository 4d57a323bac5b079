import { type Cut } from '@chargebook/kernel';
import { Injectable } from '@nestjs/common';

import { type SiteHierarchy } from './get-site-hierarchy.query';
import { SitePast } from './site-past.query';
import { compareTexts } from './text-order.query';

/** The electrical hierarchy of a site as it was. */
@Injectable()
export class SiteHierarchyPast {
  constructor(private readonly past: SitePast) {}

  /** Undefined where the site was not there. */
  async at(siteId: string, cut: Cut): Promise<SiteHierarchy | undefined> {
    const found = await this.past.whole(siteId, cut);
    if (found === undefined) return undefined;
    const { state, position } = found;
    const active = [...state.chargers.values()].filter(({ status }) => status === 'active');
    const chargers = await this.past.listed(state, this.past.factsAt(cut), active);
    return {
      site: state.site,
      panels: sorted([...state.panels.values()], ({ name, id }) => [name.toLowerCase(), id]),
      chargers: sorted(chargers, ({ charger: { chargerId, id } }) => [chargerId.toLowerCase(), id]),
      position,
    };
  }
}

function sorted<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly [string, string],
): readonly Item[] {
  return items.toSorted((one, other) => {
    const [[key, id], [otherKey, otherId]] = [keysOf(one), keysOf(other)];
    return compareTexts(key, otherKey) || compareTexts(id, otherId);
  });
}
