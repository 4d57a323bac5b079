import { type EventMetadata, recordedOf } from '@chargebook/kernel';
import { type ProjectedEvent, type Projection } from '@chargebook/projections';

import { type ChargerEvent, type ScopeKind } from '../domain/charger.events';
import { CHARGER_EVOLVERS, type ChargerState } from '../domain/charger.state';
import { displayName } from '../domain/effective.rules';
import { evolveSite } from '../domain/site-fold.state';
import { emptySite } from '../domain/site.state';

/** A charger's facts, and what lists filter, order and sum by. Retired ones stay. */
export interface ChargerRow {
  readonly id: string;
  readonly accountId: string;
  readonly siteId: string;
  readonly panelId: string;
  readonly status: ChargerState['status'];
  /** In lower case, as they are compared and ordered. */
  readonly chargerIdKey: string;
  readonly displayNameKey: string;
  readonly qaAliasKey: string | null;
  readonly limitTenths: number;
  readonly scopeKind: ScopeKind;
  readonly driverId: string | null;
  readonly groupIds: readonly string[];
  /** Most chargers are of one group: an index has them in the order of lists. */
  readonly firstGroupId: string | null;
  readonly ratePlanId: string | null;
  readonly hasDelayOverride: boolean;
  /** Its own offline allocation; null where the site's holds. */
  readonly allocationTenths: number | null;
  readonly hasTerminal: boolean;
  readonly lastChangedAt: string;
  /** All that `q` looks at, in lower case. */
  readonly searchText: string;
  readonly charger: ChargerState;
}

const TEXT_KEY = 'text collate "C"';

export const chargerListProjection: Projection<ChargerRow> = {
  name: 'charger-list',
  version: 4,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: TEXT_KEY },
      accountId: { type: `${TEXT_KEY} not null` },
      siteId: { type: `${TEXT_KEY} not null` },
      panelId: { type: `${TEXT_KEY} not null` },
      status: { type: `${TEXT_KEY} not null` },
      chargerIdKey: { type: `${TEXT_KEY} not null` },
      displayNameKey: { type: `${TEXT_KEY} not null` },
      qaAliasKey: { type: TEXT_KEY },
      limitTenths: { type: 'integer not null' },
      scopeKind: { type: `${TEXT_KEY} not null` },
      driverId: { type: TEXT_KEY },
      groupIds: { type: 'text[] not null' },
      firstGroupId: { type: TEXT_KEY },
      ratePlanId: { type: TEXT_KEY },
      hasDelayOverride: { type: 'boolean not null' },
      allocationTenths: { type: 'integer' },
      hasTerminal: { type: 'boolean not null' },
      lastChangedAt: { type: `${TEXT_KEY} not null` },
      // Whether a text is found by its trigrams or by walking the list hangs on how many have it.
      searchText: { type: 'text not null', statistics: 200 },
      charger: { type: 'json not null' },
    },
    extensions: ['pg_trgm'],
    indexes: [
      // With both, a map counts the chargers of many sites without reading them.
      'create index NAME_by_site on TABLE (site_id) include (status, scope_kind)',
      // With the others, the load of a panel is summed up without reading its chargers.
      `create index NAME_by_panel on TABLE (panel_id)
        include (status, limit_tenths, allocation_tenths)`,
      // With the text, and below with the status, a list finds its rows without reading them.
      `create index NAME_by_charger_id on TABLE (charger_id_key, id)
        include (status, search_text)`,
      'create index NAME_by_display_name on TABLE (display_name_key, id) include (status)',
      'create index NAME_by_limit on TABLE (limit_tenths, id) include (status)',
      'create index NAME_by_last_change on TABLE (last_changed_at, id) include (status)',
      `create index NAME_by_account_charger_id on TABLE (account_id, charger_id_key, id)
        include (status)`,
      `create index NAME_by_account_display_name on TABLE (account_id, display_name_key, id)
        include (status)`,
      'create index NAME_by_account_limit on TABLE (account_id, limit_tenths, id) include (status)',
      `create index NAME_by_account_last_change on TABLE (account_id, last_changed_at, id)
        include (status)`,
      `create index NAME_by_qa_alias on TABLE (qa_alias_key, charger_id_key, id) include (status)
        where qa_alias_key is not null`,
      `create index NAME_by_driver on TABLE (driver_id, charger_id_key, id) include (status)
        where driver_id is not null`,
      `create index NAME_by_group on TABLE (first_group_id, charger_id_key, id) include (status)
        where first_group_id is not null`,
      `create index NAME_by_further_group on TABLE using gin (group_ids)
        where cardinality(group_ids) > 1`,
      `create index NAME_by_rate_plan on TABLE (rate_plan_id, charger_id_key, id) include (status)
        where rate_plan_id is not null`,
      'create index NAME_by_scope on TABLE (scope_kind, charger_id_key, id) include (status)',
      // What few chargers have, in the order of lists.
      `create index NAME_by_retirement on TABLE (charger_id_key, id) where status = 'retired'`,
      `create index NAME_by_exception on TABLE (charger_id_key, id)
        include (status, account_id, rate_plan_id, has_terminal, has_delay_override,
          allocation_tenths)
        where has_terminal or rate_plan_id is not null or has_delay_override
          or allocation_tenths is not null`,
      'create index NAME_by_search on TABLE using gin (search_text gin_trgm_ops)',
    ],
  },
  rowKeysOf: (event) => (isChargerEvent(event) ? [recordedOf<ChargerEvent>(event).data.id] : []),
  apply: (row, event) => {
    const recorded = recordedOf<ChargerEvent>(event);
    const draft = emptySite();
    if (row !== undefined) draft.chargers.set(recorded.data.id, row.charger);
    evolveSite(draft, recorded);
    const charger = draft.chargers.get(recorded.data.id);
    if (charger === undefined) return undefined;
    const accountId = row?.accountId ?? (event.metadata as EventMetadata).accountId ?? '';
    return chargerRowOf({ charger, accountId, siteId: recorded.data.siteId });
  },
};

function isChargerEvent({ type }: ProjectedEvent): boolean {
  return Object.hasOwn(CHARGER_EVOLVERS, type);
}

interface Placed {
  readonly charger: ChargerState;
  readonly accountId: string;
  readonly siteId: string;
}

/** A charger with what lists filter and order by. */
export function chargerRowOf({ charger, accountId, siteId }: Placed): ChargerRow {
  const { chargerId, alias, qaAlias, parking, scope, overrides } = charger;
  const searched = [chargerId, alias, qaAlias, parking].filter((text) => text !== null);
  const groupIds = scope.kind === 'groups' ? scope.groupIds : [];
  return {
    id: charger.id,
    accountId,
    siteId,
    panelId: charger.panelId,
    status: charger.status,
    chargerIdKey: chargerId.toLowerCase(),
    displayNameKey: displayName(charger).toLowerCase(),
    qaAliasKey: qaAlias?.toLowerCase() ?? null,
    limitTenths: charger.limitTenths,
    scopeKind: scope.kind,
    driverId: scope.kind === 'private' ? scope.driverId : null,
    groupIds,
    firstGroupId: groupIds[0] ?? null,
    ...overriddenIn(overrides),
    hasTerminal: charger.paymentTerminals.length > 0,
    lastChangedAt: charger.lastChangedAt,
    searchText: searched.join('\n').toLowerCase(),
    charger,
  };
}

function overriddenIn({ rate, delay, offlineAllocation }: ChargerState['overrides']) {
  return {
    ratePlanId: rate?.ratePlanId ?? null,
    hasDelayOverride: delay !== null,
    allocationTenths: offlineAllocation?.tenths ?? null,
  };
}
