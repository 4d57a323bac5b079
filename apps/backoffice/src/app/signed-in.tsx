import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { Outlet } from 'react-router';

import { ProblemNotice } from '../components/problem-notice';
import { forgetImportsOfOthers } from '../lib/kept-imports';
import { hasCode } from '../lib/problem';
import { invalidate, ME } from '../lib/query-names';
import { useMe } from '../lib/session';
import { onOtherTab } from '../lib/signed-in-tabs';
import { stopUnderWayOfOthers } from '../lib/under-way';

/** Shows its places to whoever is signed in; who is not is led to the door. */
export function SignedIn() {
  const { data, error, refetch } = useMe();
  useForgetting(data?.subject);
  useOtherTabs(data?.subject);
  // Somebody else begins anew.
  if (data !== undefined) return <Outlet key={data.subject} />;
  if (error === null || hasCode(error, 'unauthenticated')) return null;
  return (
    <main className="page page-narrow">
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    </main>
  );
}

/** Where somebody else has signed in, nothing more is done here in the name of the one before. */
function useOtherTabs(subject: string | undefined): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      onOtherTab((other) => {
        if (subject !== undefined && other !== subject) invalidate(queries, ME);
      }),
    [queries, subject],
  );
}

/**
 * Whoever goes out leaves nothing behind that was fetched for him, that goes on in his name, or
 * that he could take back. Not before: who is shown out and stays at what he has not saved still
 * needs what his form stands on.
 */
function useForgetting(subject: string | undefined): void {
  const queries = useQueryClient();
  const { notification } = App.useApp();
  useEffect(
    () => () => {
      queries.clear();
      stopUnderWayOfOthers(undefined);
    },
    [queries],
  );
  useEffect(() => {
    if (subject === undefined) return;
    stopUnderWayOfOthers(subject);
    forgetImportsOfOthers(subject);
    return () => notification.destroy();
  }, [notification, subject]);
}
