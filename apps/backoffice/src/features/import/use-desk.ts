import { useEffect } from 'react';

import { useMe } from '../../lib/session';
import { deskOf, leaveDesk } from './desks';
import { type ImportDesk } from './import-desk';

/** The import of the account, as it goes on in this tab; undefined until it is known whose. */
export function useDesk(accountId: string): ImportDesk | undefined {
  const subject = useMe().data?.subject;
  useEffect(() => {
    if (subject === undefined) return;
    return () => leaveDesk(accountId, subject);
  }, [accountId, subject]);
  return subject === undefined ? undefined : deskOf(accountId, subject);
}
