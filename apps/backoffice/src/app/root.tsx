import { Outlet } from 'react-router';

import { useFocusKept } from '../components/use-focus-kept';
import { useLeaveQuestion } from '../components/use-leave-guard';
import { OfflineNotice } from './offline-notice';

export function Root() {
  useFocusKept();
  useLeaveQuestion();
  return (
    <>
      <OfflineNotice />
      <Outlet />
    </>
  );
}
