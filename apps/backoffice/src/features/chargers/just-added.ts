import { useQueries } from '@tanstack/react-query';
import { useLocation } from 'react-router';

import { type Charger } from './charger';
import { fetchChargers } from './charger-view';

/**
 * Chargers that were just added or changed: kept with the entry of the browser's history, since
 * they stand above that view of the list alone. (In a tree each has its place: there `lib/marks`
 * is enough.)
 */
interface Fresh {
  readonly fresh?: readonly FreshCharger[];
}

interface FreshCharger {
  readonly id: string;
  readonly chargerId: string;
}

/** So many are shown beyond the page, the newest first. */
const SHOWN = 10;

/** What the list goes back to: the same entry, with one charger more to mark. */
export function withFresh(state: unknown, { id, chargerId }: Charger): object {
  const { fresh = [], ...rest } = (state ?? {}) as Fresh;
  const others = fresh.filter((each) => each.id !== id);
  return { ...rest, fresh: [{ id, chargerId }, ...others].slice(0, SHOWN) };
}

/** Their rows, wherever the order and the filters of the list would have them; none of the past. */
export function useJustAdded(accountId: string, isPast: boolean) {
  const state = (useLocation().state ?? {}) as Fresh;
  const fresh = isPast ? [] : (state.fresh ?? []);
  const rows = useQueries({
    queries: fresh.map(({ id, chargerId }) => ({
      queryKey: ['chargers', 'fresh', id, chargerId],
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        return fetchChargers({ accountId, chargerId, status: 'all' }, signal);
      },
    })),
    combine: (results) => results.flatMap(({ data }) => data?.items ?? []),
  });
  const ids = new Set(fresh.map(({ id }) => id));
  return { ids, rows: rows.filter(({ id }) => ids.has(id)) };
}
