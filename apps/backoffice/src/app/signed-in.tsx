import { Outlet } from 'react-router';

import { ProblemNotice } from '../components/problem-notice';
import { hasCode } from '../lib/problem';
import { useMe } from '../lib/session';

/** Shows its places to whoever is signed in; who is not is led to the door. */
export function SignedIn() {
  const { data, error, refetch } = useMe();
  if (data !== undefined) return <Outlet />;
  if (error === null || hasCode(error, 'unauthenticated')) return null;
  return (
    <main className="page page-narrow">
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    </main>
  );
}
