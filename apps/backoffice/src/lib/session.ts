import { type QueryClient, useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf } from './api';
import { ME } from './query-names';
import { tellTabs } from './signed-in-tabs';

export const ROLES = ['administrator', 'support', 'viewer', 'auditor', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Who is signed in. Name and e-mail are null for a bearer of a token that is no user. */
export type Me = components['schemas']['MeView'];

/** What roles for all accounts are held under. */
export const ALL_ACCOUNTS = '*';

/** Looked at anew whenever one comes back to the tab: in another somebody may have signed in. */
export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: ({ client }) => fetchMe(client),
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  });
}

/** Of what was fetched for somebody else, nothing is left. */
async function fetchMe(queries: QueryClient): Promise<Me> {
  const me = await dataOf(api.GET('/v1/me'));
  tellTabs(me.subject);
  const before = queries.getQueryData<Me>(ME);
  if (before !== undefined && before.subject !== me.subject) {
    queries.removeQueries({ predicate: ({ queryKey: [name] }) => name !== ME[0] });
  }
  return me;
}

/** Whether the role is held for the account, or, without one, for all accounts. */
export function holdsRole(me: Me | undefined, role: Role, accountId?: string): boolean {
  if (me === undefined) return false;
  const held = [me.roles[ALL_ACCOUNTS], accountId === undefined ? undefined : me.roles[accountId]];
  return held.some((roles) => roles?.includes(role) ?? false);
}

export function useHoldsRole(role: Role, accountId?: string): boolean {
  return holdsRole(useMe().data, role, accountId);
}

/** An administrator of anything sees the users. */
export function administersAnything(me: Me | undefined): boolean {
  return Object.values(me?.roles ?? {}).some((roles) => roles.includes('administrator'));
}

const HISTORY_READERS: readonly Role[] = ['administrator', 'support', 'auditor'];

/** Whether one is told who changed what, and why. */
export function useMayReadHistory(accountId: string): boolean {
  const { data: me } = useMe();
  return HISTORY_READERS.some((role) => holdsRole(me, role, accountId));
}
