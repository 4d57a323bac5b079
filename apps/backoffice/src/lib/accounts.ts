import { useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';

export type Account = components['schemas']['AccountDto'];

/** The accounts that one may see, as many as a list shows at once. */
export function useAccountPage(search: string) {
  return useQuery({
    queryKey: ['accounts', 'page', search],
    queryFn: ({ signal }) => {
      const query = search === '' ? { limit: 50 } : { limit: 50, q: search };
      return dataOf(api.GET('/v1/accounts', { params: { query }, signal }));
    },
    placeholderData: (before) => before,
  });
}

export function useAccount(accountId: string, isKnown = true) {
  return useQuery({
    enabled: isKnown,
    queryKey: ['accounts', 'one', accountId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/accounts/{accountId}', { params: { path: { accountId } }, signal })),
  });
}
