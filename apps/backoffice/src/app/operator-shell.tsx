import { Outlet } from 'react-router';

import { rememberedAccountId } from '../lib/remembered-account';
import { Frame } from './frame';

/** Pages of the operator as a whole; the tabs lead back to the account that was looked at last. */
export function OperatorShell() {
  const accountId = rememberedAccountId();
  return (
    <Frame {...(accountId !== undefined && { accountId })}>
      <Outlet />
    </Frame>
  );
}
