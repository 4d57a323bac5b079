import { useEffect } from 'react';
import { Outlet, useParams } from 'react-router';

import { EmptyState } from '../components/empty-state';
import { useAccount } from '../lib/accounts';
import { isImportKept } from '../lib/kept-imports';
import { useLiveChanges } from '../lib/live';
import { Problem } from '../lib/problem';
import { rememberAccountId } from '../lib/remembered-account';
import { useMe } from '../lib/session';
import { APP_TEXTS } from '../lib/texts/app';
import { Frame } from './frame';

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
  useKeptImport(data?.id);
  const isUnknown = error instanceof Problem && error.status < 500 && error.status !== 401;
  const { unknownTitle, unknownText } = APP_TEXTS.account;
  return (
    <Frame {...(!isUnknown && { accountId })}>
      {isUnknown ? (
        <EmptyState title={unknownTitle} text={unknownText} />
      ) : (
        <Outlet key={accountId} />
      )}
    </Frame>
  );
}

/** An import that a reload interrupted is taken up again; most tabs keep none, and load nothing. */
function useKeptImport(accountId: string | undefined): void {
  const subject = useMe().data?.subject;
  useEffect(() => {
    if (accountId === undefined || subject === undefined) return;
    if (!isImportKept(subject, accountId)) return;
    import('../features/import/desks')
      .then(({ takeUpImport }) => takeUpImport(accountId, subject))
      .catch(() => undefined); // Its page says what is wrong.
  }, [accountId, subject]);
}
