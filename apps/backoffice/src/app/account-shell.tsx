import { lazy, Suspense, useEffect } from 'react';
import { Outlet, useParams } from 'react-router';

import { EmptyState } from '../components/empty-state';
import { useAccount } from '../lib/accounts';
import { isImportKept } from '../lib/kept-imports';
import { useLiveChanges } from '../lib/live';
import { Problem } from '../lib/problem';
import { rememberAccountId } from '../lib/remembered-account';
import { APP_TEXTS } from '../lib/texts/app';
import { Frame } from './frame';

const KeptDesk = lazy(async () => ({
  default: (await import('../features/import/kept-desk')).KeptDesk,
}));

/**
 * The pages of one account, kept as they are in the book; another's show nothing of it, and of one
 * that is not there none can be gone to.
 */
export function AccountShell() {
  const { accountId = '' } = useParams();
  const { error, data } = useAccount(accountId);
  useLiveChanges(accountId);
  useEffect(() => {
    if (data !== undefined) rememberAccountId(data.id);
  }, [data]);
  const isUnknown = error instanceof Problem && error.status < 500 && error.status !== 401;
  const { unknownTitle, unknownText } = APP_TEXTS.account;
  return (
    <Frame {...(!isUnknown && { accountId })}>
      {isImportKept(accountId) ? (
        <Suspense fallback={null}>
          <KeptDesk accountId={accountId} />
        </Suspense>
      ) : null}
      {isUnknown ? (
        <EmptyState title={unknownTitle} text={unknownText} />
      ) : (
        <Outlet key={accountId} />
      )}
    </Frame>
  );
}
