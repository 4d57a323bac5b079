import { type Condition, containsText, type TableNames } from '@chargebook/projections';

import { type ScopeKind } from '../domain/charger.events';
import { accountIntegrationsProjection } from '../projections/account-integrations.projection';
import { panelListProjection } from '../projections/panel-list.projection';
import { ratePlanArchivalProjection } from '../projections/rate-plan-archival.projection';

export type OverrideFilter = 'rate' | 'delay' | 'offlineAllocation' | 'any' | 'none';

export interface ChargerFilters {
  /** Accounts that may be shown, `'*'` for all of them. */
  readonly accounts: readonly string[] | '*';
  readonly siteId?: string | undefined;
  /** The panel, with all below it. */
  readonly panelId?: string | undefined;
  readonly scope?: readonly ScopeKind[] | undefined;
  readonly driverId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly ratePlanId?: string | undefined;
  readonly override?: OverrideFilter | undefined;
  readonly hasPaymentTerminal?: boolean | undefined;
  readonly needsAttention?: boolean | undefined;
  readonly status: 'active' | 'retired' | 'all';
  readonly q?: string | undefined;
  readonly chargerId?: string | undefined;
  readonly qaAlias?: string | undefined;
}

/** Text shorter than this has no trigram, and is how an ID begins. */
const SHORTEST_SEARCH = 3;

const OVERRIDDEN_BY = {
  rate: 't.rate_plan_id is not null',
  delay: 't.has_delay_override',
  offlineAllocation: 't.allocation_tenths is not null',
};
const OVERRIDDEN = Object.values(OVERRIDDEN_BY).join(' or ');

const HAS_OVERRIDE: Readonly<Record<OverrideFilter, string>> = {
  ...OVERRIDDEN_BY,
  any: `(${OVERRIDDEN})`,
  none: `not (${OVERRIDDEN})`,
};

type Filters = {
  readonly [Name in keyof ChargerFilters]-?: (
    value: Exclude<ChargerFilters[Name], undefined>,
    tables: TableNames,
  ) => readonly Condition[];
};

const FILTERS: Filters = {
  accounts: (accounts) => (accounts === '*' ? [] : [oneOf('t.account_id', accounts)]),
  siteId: (siteId) => [equal('t.site_id', siteId)],
  panelId: (panelId, tables) => [below(panelId, tables)],
  scope: (kinds) => [oneOf('t.scope_kind', kinds)],
  driverId: (driverId) => [equal('t.driver_id', driverId)],
  groupId: (groupId) => [either(memberships(groupId))],
  ratePlanId: (ratePlanId) => [equal('t.rate_plan_id', ratePlanId)],
  override: (kind) => [{ sql: HAS_OVERRIDE[kind], values: [] }],
  hasPaymentTerminal: (isWanted) => [{ sql: `t.has_terminal = ?`, values: [isWanted] }],
  needsAttention: (isWanted, tables) => {
    const sql = needsAttentionSql(tables);
    return [{ sql: isWanted ? sql : `not (${sql})`, values: [] }];
  },
  status: (status) => (status === 'all' ? [] : [equal('t.status', status)]),
  q: (text) => [isPrefix(text) ? either(beginnings(text)) : containsText('t.search_text', text)],
  chargerId: (text) => [equal('t.charger_id_key', text.toLowerCase())],
  qaAlias: (text) => [equal('t.qa_alias_key', text.toLowerCase())],
};

/** What the filters ask of a row `t` of the charger list; all of them must hold. */
export function chargerConditions(
  filters: ChargerFilters,
  tables: TableNames,
): readonly Condition[] {
  const names = Object.keys(FILTERS) as (keyof ChargerFilters)[];
  return names.flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : FILTERS[name](value as never, tables);
  });
}

/** Filters that must hold, and beside them conditions of which one must, never two. */
export interface SplitFilters {
  readonly filters: ChargerFilters;
  readonly alternatives: readonly Condition[];
}

/** Takes out a filter that an index answers piece by piece, each in the order of Charger IDs. */
export function splitFilters(filters: ChargerFilters): SplitFilters {
  const { q, groupId, scope = [] } = filters;
  if (groupId !== undefined) {
    return { filters: { ...filters, groupId: undefined }, alternatives: memberships(groupId) };
  }
  if (q !== undefined && isPrefix(q)) {
    return { filters: { ...filters, q: undefined }, alternatives: beginnings(q) };
  }
  const kinds = [...new Set(scope)];
  if (kinds.length < 2) return { filters, alternatives: [] };
  const alternatives = kinds.map((kind) => equal('t.scope_kind', kind));
  return { filters: { ...filters, scope: undefined }, alternatives };
}

/** Shorter texts are looked for at the beginning of IDs alone. */
export function isPrefix(text: string): boolean {
  return text.length < SHORTEST_SEARCH;
}

function equal(column: string, value: string): Condition {
  return { sql: `${column} = ?`, values: [value] };
}

function oneOf(column: string, values: readonly string[]): Condition {
  return values.length === 1
    ? equal(column, values[0] ?? '')
    : { sql: `${column} = any(?::text[])`, values: [values] };
}

function either(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' or '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Of the group first of all, or after another: no charger names one group twice. */
function memberships(groupId: string): readonly Condition[] {
  const further = 'cardinality(t.group_ids) > 1 and t.group_ids @> array[?]::text[]';
  return [
    equal('t.first_group_id', groupId),
    { sql: `${further} and t.first_group_id <> ?`, values: [groupId, groupId] },
  ];
}

/** No row begins both ways: a Charger ID that does is found by it alone. */
function beginnings(text: string): readonly Condition[] {
  const first = text.toLowerCase();
  // The first text that no longer begins so: code units compare as the column's collation does.
  const end = `${first}\u{10ffff}`;
  const byId = 't.charger_id_key >= ? and t.charger_id_key < ?';
  const byAlias = 't.qa_alias_key >= ? and t.qa_alias_key < ?';
  return [
    { sql: byId, values: [first, end] },
    { sql: `${byAlias} and not (${byId})`, values: [first, end, first, end] },
  ];
}

/** Both sets are read once for the whole list, not once a row; few rows can be in either. */
function needsAttentionSql({ table }: TableNames): string {
  const unpaid = `t.account_id not in (select a.id from ${table(accountIntegrationsProjection)} a
    where a.has_payter)`;
  const archived = `t.rate_plan_id in (select r.id from ${table(ratePlanArchivalProjection)} r
    where r.is_archived)`;
  return `t.status = 'active' and ((t.has_terminal and ${unpaid}) or
    (t.rate_plan_id is not null and ${archived}))`;
}

/** The site, which the panel's chargers never leave, has an index that leads to few of them. */
function below(panelId: string, { table }: TableNames): Condition {
  const panels = table(panelListProjection);
  const sql = `t.site_id = (select p.site_id from ${panels} p where p.id = ?)
    and t.panel_id = any (array(with recursive below as (
      select p.id from ${panels} p where p.id = ?
      union select p.id from below join ${panels} p on p.parent_panel_id = below.id)
    select id from below))`;
  return { sql, values: [panelId, panelId] };
}
