import { type FetchQueryOptions, QueryClient, type QueryKey } from '@tanstack/react-query';

import { isPassing, Problem } from './problem';
import { ME } from './query-names';

const MAX_TRIES = 3;
const FRESH_FOR_MS = 30_000;

/** What was fetched is good until a change is heard of, or this time is over. */
export const QUERIES = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_FOR_MS,
      retry: (count, error) => isPassing(error) && count < MAX_TRIES,
      retryDelay: (count, error) => pauseMsOf(count, error),
    },
    mutations: {
      networkMode: 'always',
      retry: (count, error) => isPassing(error) && count < MAX_TRIES,
      retryDelay: (count, error) => pauseMsOf(count, error),
    },
  },
});

/** Begins to fetch what a page is about to show, once somebody is known to be signed in. */
export function prefetch<Data, Key extends QueryKey>(
  options: FetchQueryOptions<Data, Error, Data, Key>,
): void {
  if (QUERIES.getQueryData(ME) !== undefined) void QUERIES.prefetchQuery(options);
}

function pauseMsOf(count: number, error: unknown): number {
  const asked = error instanceof Problem ? error.retryAfterSeconds : undefined;
  return Math.min((asked ?? 0) * 1000 || 300 * 2 ** count, 5000);
}
