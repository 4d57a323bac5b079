import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';
import { type HistoryFilter, isBackwards } from './history-filter';

/** One event of a thing, with what it changed. */
export type HistoryEntry = components['schemas']['HistoryEntryDto'];

interface ChargerPath {
  readonly siteId: string;
  readonly id: string;
}

const LIMIT = 50;
/** Whose acts are looked through for those who acted. */
const SEARCHED = 200;

/**
 * What happened to a charger, newest first; what was earlier is fetched when it is asked for. What
 * another filter has left stands until the answer is there.
 */
export function useChargerHistory(path: ChargerPath, filter: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: ['history', 'charger', path, filter] as const,
    enabled: !isBackwards(filter),
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchHistory(path, { ...filter, limit: LIMIT, ...(cursor !== '' && { cursor }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before, asked) => (asked?.queryKey[2].id === path.id ? before : undefined),
  });
}

/** Who changed the charger, whoever did so last first; undefined until they are known. */
export function useChargerActors(path: ChargerPath): readonly string[] | undefined {
  const { data } = useQuery({
    queryKey: ['history', 'actors', path],
    queryFn: ({ signal }) => fetchHistory(path, { limit: SEARCHED }, signal),
    select: ({ items }) => [...new Set(items.map(({ actor }) => actor))],
  });
  return data;
}

interface HistoryWish extends HistoryFilter {
  readonly limit: number;
  readonly cursor?: string;
}

function fetchHistory(path: ChargerPath, wish: HistoryWish, signal: AbortSignal) {
  const { field, ...rest } = wish;
  const query = { ...rest, ...(field && { field: [...field] }), sort: '-position' } as const;
  const request = { path, query };
  return dataOf(api.GET('/v1/sites/{siteId}/chargers/{id}/history', { params: request, signal }));
}
