import { type QueryClient } from '@tanstack/react-query';

/** First member of every query's key: what kind of thing the answer is made of. */
export const QUERY_NAMES = [
  'me',
  'actors',
  'accounts',
  'sites',
  'panels',
  'hierarchy',
  'chargers',
  'drivers',
  'groups',
  'rate-plans',
  'activity',
  'history',
  'past',
  'webhooks',
  'map',
  'users',
  'previews',
] as const;
export type QueryName = (typeof QUERY_NAMES)[number];

/** Who is signed in. */
export const ME: readonly [QueryName] = ['me'];

/** Kinds of things in the stream of changes, and the answers that a change of one makes stale. */
const MADE_STALE: Readonly<Record<string, readonly QueryName[]>> = {
  account: ['accounts', 'previews', 'activity'],
  site: ['sites', 'panels', 'hierarchy', 'chargers', 'map', 'previews', 'activity'],
  panel: ['panels', 'hierarchy', 'chargers', 'previews', 'activity'],
  charger: ['chargers', 'panels', 'hierarchy', 'map', 'previews', 'activity', 'history'],
  driver: ['drivers', 'chargers', 'previews', 'activity'],
  group: ['groups', 'chargers', 'previews', 'activity'],
  ratePlan: ['rate-plans', 'chargers', 'sites', 'previews', 'activity'],
  user: ['users', 'me', 'actors', 'activity'],
};

export function namesMadeStaleBy(kind: string): readonly QueryName[] {
  return MADE_STALE[kind] ?? [];
}

export function invalidate(queries: QueryClient, names: Iterable<QueryName>): void {
  for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
}

/** What was so stays so, and who one is does not change by what one writes. */
const UNTOUCHED: readonly QueryName[] = ['me', 'past'];

/** What one writes may touch sums, names and flags everywhere else. */
export function invalidateAfterWrite(queries: QueryClient): void {
  invalidate(
    queries,
    QUERY_NAMES.filter((name) => !UNTOUCHED.includes(name)),
  );
}
