import { Outlet } from 'react-router';

import { OfflineNotice } from './offline-notice';

export function Root() {
  return (
    <>
      <OfflineNotice />
      <Outlet />
    </>
  );
}
