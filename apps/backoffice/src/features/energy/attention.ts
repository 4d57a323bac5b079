import { useQuery } from '@tanstack/react-query';

import { api, dataOf } from '../../lib/api';

/** As many as one answer names: with more, work is not lacking. */
const LIMIT = 200;

/** How many chargers of each site need attention, by the site's id. */
export function useChargersNeedingAttention(accountId: string) {
  return useQuery({
    queryKey: ['chargers', 'attention', accountId],
    queryFn: async ({ signal }) => {
      const query = { accountId, needsAttention: true, limit: LIMIT };
      const { items } = await dataOf(api.GET('/v1/chargers', { params: { query }, signal }));
      return countBySite(items);
    },
  });
}

export function countBySite(
  chargers: readonly { readonly siteId: string }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { siteId } of chargers) counts.set(siteId, (counts.get(siteId) ?? 0) + 1);
  return counts;
}
