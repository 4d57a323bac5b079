import { Outlet } from 'react-router';

import { useLeaveQuestion } from '../components/use-leave-guard';
import { OfflineNotice } from './offline-notice';

export function Root() {
  useLeaveQuestion();
  return (
    <>
      <OfflineNotice />
      <Outlet />
    </>
  );
}
