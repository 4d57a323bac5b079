import { IMPORT_ROW_TEXTS } from '../../lib/texts/import-rows';
import { type ChargerRow } from './charger-rows';

const TEXTS = IMPORT_ROW_TEXTS.faults;

/** Names are told apart without case and outer blanks, as the book does. */
export function canonical(name: string): string {
  return name.trim().toLowerCase();
}

/** Ids by canonical name; a name may be several things'. */
export type IdsByName = Readonly<Record<string, readonly string[]>>;

/** What the names of the rows stand for. */
export interface Directory {
  readonly panels: IdsByName;
  readonly drivers: IdsByName;
  readonly groups: IdsByName;
}

export function idsByName(
  things: readonly { readonly id: string; readonly name: string }[],
): IdsByName {
  const ids = new Map<string, string[]>();
  for (const { id, name } of things) {
    const key = canonical(name);
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return Object.fromEntries(ids);
}

export type ChargerBody = Readonly<Record<string, unknown>> & {
  readonly chargerId: string;
  readonly limitAmps: number;
  readonly panelId: string;
  readonly scope: { readonly kind: string; readonly [member: string]: unknown };
};

/** What is sent of a row, or why nothing is. */
export type Resolved = { readonly body: ChargerBody } | { readonly faults: readonly string[] };

export function resolve(row: ChargerRow, directory: Directory): Resolved {
  const [panelId] = idsIn(directory.panels, row.panel);
  const driver = driverOf(row, directory);
  const groups = row.groups.map((name) => groupOf(name, directory));
  const faults = [
    ...row.faults,
    ...(panelId === undefined && row.panel !== '' ? [TEXTS.panel(row.panel)] : []),
    ...[driver, ...groups].flatMap(({ fault }) => fault ?? []),
  ];
  if (faults.length > 0 || panelId === undefined) return { faults };
  const scope = {
    kind: row.scope,
    ...(driver.id !== undefined && { driverId: driver.id }),
    ...(groups.length > 0 && { groupIds: groups.map(({ id }) => id) }),
  };
  return { body: { ...row.members, panelId, scope } as ChargerBody };
}

interface Found {
  readonly id?: string;
  readonly fault?: string;
}

function driverOf({ driverExternalId: name }: ChargerRow, { drivers }: Directory): Found {
  if (name === '') return {};
  const [id, ...others] = idsIn(drivers, name);
  if (id === undefined) return { fault: TEXTS.driver(name) };
  return others.length > 0 ? { fault: TEXTS.severalDrivers(name, others.length + 1) } : { id };
}

function groupOf(name: string, { groups }: Directory): Found {
  const [id, ...others] = idsIn(groups, name);
  if (id === undefined) return { fault: TEXTS.group(name) };
  return others.length > 0 ? { fault: TEXTS.severalGroups(name, others.length + 1) } : { id };
}

function idsIn(ids: IdsByName, name: string): readonly string[] {
  const key = canonical(name);
  return Object.hasOwn(ids, key) ? (ids[key] ?? []) : [];
}

/** Panels that rows name and the site does not have, with how many rows name each. */
export function missingPanels(
  rows: readonly ChargerRow[],
  { panels }: Directory,
): readonly { readonly name: string; readonly rows: number }[] {
  const missing = new Map<string, { name: string; rows: number }>();
  for (const { panel } of rows) {
    if (panel === '' || idsIn(panels, panel).length > 0) continue;
    const key = canonical(panel);
    missing.set(key, { name: panel, rows: (missing.get(key)?.rows ?? 0) + 1 });
  }
  return [...missing.values()];
}
