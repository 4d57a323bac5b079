import { useInfiniteQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';

/** One event of a thing, with what it changed. */
export type HistoryEntry = components['schemas']['HistoryEntryDto'];

interface ChargerPath {
  readonly siteId: string;
  readonly id: string;
}

const LIMIT = 50;

/** What happened to a charger, newest first; what was earlier is fetched when it is asked for. */
export function useChargerHistory(path: ChargerPath) {
  return useInfiniteQuery({
    queryKey: ['history', 'charger', path],
    queryFn: ({ pageParam: place, signal }) => {
      const cursor = place === '' ? {} : { cursor: place };
      const query = { sort: '-position', limit: LIMIT, ...cursor } as const;
      const request = { path, query };
      return dataOf(
        api.GET('/v1/sites/{siteId}/chargers/{id}/history', { params: request, signal }),
      );
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
