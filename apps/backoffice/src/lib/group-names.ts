import { useQuery } from '@tanstack/react-query';

import { api, dataOf } from './api';

const LIMIT = 200;
/** Of an account with more groups than this some names are not known here. */
const MAX_PAGES = 5;

/** Names of the groups of the account and of all accounts, by id. */
export function useGroupNames(accountId: string) {
  return useQuery({
    queryKey: ['groups', 'names', accountId],
    queryFn: ({ signal }) => fetchNames(accountId, signal),
  });
}

async function fetchNames(
  accountId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let next: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, nextCursor } = await fetchGroups(accountId, next, signal);
    for (const { id, name } of items) names.set(id, name);
    if (nextCursor === null) break;
    next = nextCursor;
  }
  return names;
}

function fetchGroups(accountId: string, cursor: string | undefined, signal: AbortSignal) {
  const query = { accountId, limit: LIMIT, ...(cursor !== undefined && { cursor }) };
  return dataOf(api.GET('/v1/groups', { params: { query }, signal }));
}
