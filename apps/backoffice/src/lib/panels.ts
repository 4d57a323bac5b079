import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';

/** A panel where it may be chosen: with its site and the names above it. */
export type PanelChoice = components['schemas']['PanelChoiceDto'];

/** A panel by its place: a charger lives under its site. */
export interface PanelPick {
  readonly siteId: string;
  readonly panelId: string;
}

const LIMIT = 200;
/** A search for a site's name shows the panels of so many sites. */
const SITES_SHOWN = 5;

interface Wanted {
  readonly accountId: string;
  /** Panels of this site alone. */
  readonly siteId?: string | undefined;
  readonly search?: string;
}

/** The panels of the account as trees, site after site; a search looks in names of both. */
export function usePanelChoices(wanted: Wanted) {
  return useQuery({
    queryKey: ['panels', 'choices', wanted],
    queryFn: async ({ signal }) => inTreeOrder(await fetchPanels(wanted, signal)),
    placeholderData: keepPreviousData,
  });
}

async function fetchPanels(wanted: Wanted, signal: AbortSignal): Promise<readonly PanelChoice[]> {
  const { accountId, siteId, search = '' } = wanted;
  const q = search.trim();
  const ask = (more: { q?: string; siteId?: string }) =>
    api.GET('/v1/panels', { params: { query: { accountId, limit: LIMIT, ...more } }, signal });
  if (siteId !== undefined || q === '') {
    return (await dataOf(ask(siteId === undefined ? {} : { siteId }))).items;
  }
  const query = { accountId, q, limit: SITES_SHOWN };
  const [named, sites] = await Promise.all([
    dataOf(ask({ q })),
    dataOf(api.GET('/v1/sites', { params: { query }, signal })),
  ]);
  const ofSites = await Promise.all(sites.items.map(({ id }) => dataOf(ask({ siteId: id }))));
  const all = [named, ...ofSites].flatMap(({ items }) => items);
  return [...new Map(all.map((panel) => [panel.id, panel])).values()];
}

function inTreeOrder(panels: readonly PanelChoice[]): readonly PanelChoice[] {
  const placeOf = ({ siteName, siteId, path }: PanelChoice): readonly string[] => [
    siteName,
    siteId,
    ...path,
  ];
  return [...panels].sort((left, right) => comparePlaces(placeOf(left), placeOf(right)));
}

/** Name by name, so that a panel stands right before what hangs below it. */
function comparePlaces(left: readonly string[], right: readonly string[]): number {
  for (const [index, name] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = name.localeCompare(other, 'en', { numeric: true, sensitivity: 'base' });
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/**
 * What the panel can still take: of its worst hour, what no charger's limit asks for; less than
 * nothing where energy management shares it.
 */
export function freeAmpsOf({ worstAmps, subscribedAmps }: PanelChoice): number {
  return Math.round((worstAmps - subscribedAmps) * 10) / 10;
}
