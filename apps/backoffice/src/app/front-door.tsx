import { Navigate } from 'react-router';

import { ProblemNotice } from '../components/problem-notice';
import { useAccountPage } from '../lib/accounts';
import { rememberedAccountId } from '../lib/remembered-account';
import { NoAccountYet } from './no-account-yet';
import { Frame } from './frame';

/** Leads to the account that was looked at last, else to the first one. */
export function FrontDoor() {
  const remembered = rememberedAccountId();
  const { data, error, refetch } = useAccountPage('');
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const [first] = data.items;
  if (first === undefined) {
    return (
      <Frame>
        <NoAccountYet />
      </Frame>
    );
  }
  const isThere = data.items.some(({ id }) => id === remembered) || data.nextCursor !== null;
  const chosen = remembered !== undefined && isThere ? remembered : first.id;
  return <Navigate to={`/accounts/${chosen}/chargers`} replace />;
}
