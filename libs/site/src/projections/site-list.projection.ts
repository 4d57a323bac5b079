import { recordedOf } from '@chargebook/kernel';
import { type Projection } from '@chargebook/projections';

import { type SettingsEvent } from '../domain/site.events';
import { evolveSite } from '../domain/site-fold.state';
import { emptySite, SETTINGS_EVOLVERS, type SettingsState } from '../domain/site.state';

/** A site's facts, without its panels and chargers. */
export interface SiteRow {
  readonly id: string;
  readonly accountId: string;
  readonly nameKey: string;
  /** All that `q` looks at, in lower case. */
  readonly searchText: string;
  /** What a map shows of very many at once, apart from all the rest. */
  readonly name: string;
  readonly isActive: boolean;
  /** Of the site's location; null without one. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly site: SettingsState;
}

export const siteListProjection: Projection<SiteRow> = {
  name: 'site-list',
  version: 2,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      accountId: { type: 'text collate "C" not null' },
      nameKey: { type: 'text collate "C" not null' },
      searchText: { type: 'text not null' },
      name: { type: 'text not null' },
      isActive: { type: 'boolean not null' },
      latitude: { type: 'double precision' },
      longitude: { type: 'double precision' },
      site: { type: 'json not null' },
    },
    extensions: ['pg_trgm'],
    indexes: [
      'create index NAME_by_name on TABLE (name_key, id)',
      'create index NAME_by_account on TABLE (account_id, name_key, id)',
      `create index NAME_by_place on TABLE (latitude, longitude) where latitude is not null`,
      'create index NAME_by_search on TABLE using gin (search_text gin_trgm_ops)',
    ],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(SETTINGS_EVOLVERS, event.type)
      ? [recordedOf<SettingsEvent>(event).data.siteId]
      : [],
  apply: (row, event) => {
    const draft = { ...emptySite(), site: row?.site };
    evolveSite(draft, recordedOf<SettingsEvent>(event));
    return draft.site === undefined ? undefined : rowOf(draft.site);
  },
};

function rowOf(site: SettingsState): SiteRow {
  const searched = [site.name, site.address.city, site.externalId ?? ''];
  return {
    id: site.id,
    accountId: site.accountId,
    nameKey: site.name.toLowerCase(),
    searchText: searched.join('\n').toLowerCase(),
    name: site.name,
    isActive: site.isActive,
    latitude: site.location?.latitude ?? null,
    longitude: site.location?.longitude ?? null,
    site,
  };
}
