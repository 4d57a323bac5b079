import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';

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

/** What there is to choose from while one types. */
export function useFoundAccounts(search: string) {
  const wanted = search.trim();
  const asked = useDeferredValue(wanted);
  const { data, isFetching, isPlaceholderData } = useAccountPage(asked);
  const all = data?.items ?? [];
  // Until the answer is there, Enter must not choose of what was shown for other words.
  const isAnswer = asked === wanted && !isPlaceholderData;
  const text = wanted.toLowerCase();
  const named = all.filter(({ name }) => name.toLowerCase().includes(text));
  return { accounts: isAnswer ? all : named, isFetching };
}

export function useAccount(accountId: string, isKnown = true) {
  return useQuery({
    enabled: isKnown,
    queryKey: ['accounts', 'one', accountId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/accounts/{accountId}', { params: { path: { accountId } }, signal })),
  });
}
