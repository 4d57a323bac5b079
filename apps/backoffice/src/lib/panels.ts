import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';

/** A panel as it is listed: with its site and the names above it. */
type ListedPanel = components['schemas']['PanelChoiceDto'];

/** A panel where it may be chosen; what hangs on it hangs on all panels above it as well. */
export interface PanelChoice extends ListedPanel {
  /**
   * What can still be taken of the worst hour, what no charger's limit asks for; less than nothing
   * where energy management shares it.
   */
  readonly freeAmps: number;
}

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
    queryFn: async ({ signal }) => inTreeOrder(withRoom(await fetchPanels(wanted, signal))),
    placeholderData: keepPreviousData,
  });
}

async function fetchPanels(wanted: Wanted, signal: AbortSignal): Promise<readonly ListedPanel[]> {
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

/** Each with what it and those above it can still take, as far as they are listed. */
export function withRoom(panels: readonly ListedPanel[]): readonly PanelChoice[] {
  const byId = new Map(panels.map((panel) => [panel.id, panel]));
  const upFrom = (panel: ListedPanel): readonly ListedPanel[] => {
    const above = byId.get(panel.parentPanelId ?? '');
    return above === undefined ? [panel] : [panel, ...upFrom(above)];
  };
  return panels.map((panel) => {
    const line = upFrom(panel);
    const offline = line.map(({ offlineHeadroomAmps }) => offlineHeadroomAmps ?? Infinity);
    const isManaged = panel.offlineHeadroomAmps !== null;
    return {
      ...panel,
      freeAmps: Math.min(...line.map(freeAmpsOf)),
      offlineHeadroomAmps: isManaged ? Math.min(...offline) : null,
    };
  });
}

function freeAmpsOf({ worstAmps, subscribedAmps }: ListedPanel): number {
  return Math.round((worstAmps - subscribedAmps) * 10) / 10;
}
