import { findOrAdd } from './find-or-add';
import { canonicalName } from './natural-keys';
import { refused, type RowResult, type Thing, type Verdict } from './row-result';
import { type ServiceClient } from './service-client';
import { type PanelEntry } from './site-file';

/** Panels of the site by canonical name. */
export type PanelsByName = ReadonlyMap<string, Thing>;

export interface AddedPanels {
  readonly results: readonly RowResult[];
  /** All of the site, those of the folder and those that were there. */
  readonly byName: PanelsByName;
}

/** One after another, for a child needs the id of its parent. */
export async function addPanels(
  client: ServiceClient,
  siteId: string,
  entries: readonly PanelEntry[],
): Promise<AddedPanels> {
  const listed = await client.list(`/v1/panels?siteId=${siteId}`);
  const byName = new Map(listed.map((panel) => [canonicalName(panel.name ?? ''), panel]));
  const results: RowResult[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = canonicalName(entry.name);
    const verdict = seen.has(name)
      ? refused('another panel of site.json has the same name')
      : await addPanel({ client, siteId, byName }, entry);
    if (verdict.kind !== 'refused') byName.set(name, verdict.thing);
    seen.add(name);
    results.push({ row: 'panel', name: entry.name, verdict });
  }
  return { results, byName };
}

interface Site {
  readonly client: ServiceClient;
  readonly siteId: string;
  readonly byName: PanelsByName;
}

async function addPanel(site: Site, { name, parent, body }: PanelEntry): Promise<Verdict> {
  const { client, siteId, byName } = site;
  const parentPanel = parent === null ? undefined : byName.get(canonicalName(parent));
  if (parent !== null && parentPanel === undefined) {
    return refused(`its parent "${parent}" is no panel of the site`);
  }
  const wanted = {
    what: 'panel',
    name,
    path: `/v1/sites/${siteId}/panels`,
    body: { ...body, parentPanelId: parentPanel?.id ?? null },
  };
  return findOrAdd(client, wanted, [byName.get(canonicalName(name)) ?? []].flat());
}
