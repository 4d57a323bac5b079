import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Outlet } from 'react-router';

import { ProblemNotice } from '../components/problem-notice';
import { hasCode } from '../lib/problem';
import { useMe } from '../lib/session';

/** Shows its places to whoever is signed in; who is not is led to the door. */
export function SignedIn() {
  const { data, error, refetch } = useMe();
  useForgetting();
  // Somebody else begins anew.
  if (data !== undefined) return <Outlet key={data.subject} />;
  if (error === null || hasCode(error, 'unauthenticated')) return null;
  return (
    <main className="page page-narrow">
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    </main>
  );
}

/**
 * Whoever goes out leaves nothing behind that was fetched for him. Not before: who is shown out and
 * stays at what he has not saved still needs what his form stands on.
 */
function useForgetting(): void {
  const queries = useQueryClient();
  useEffect(() => () => queries.clear(), [queries]);
}
