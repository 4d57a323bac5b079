import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';

import { WorkingIcon } from '../components/icons';
import { QUERIES } from '../lib/query-client';
import { onSessionEnded } from '../lib/refresh';
import { signInPath } from '../lib/return-path';
import { createRouter } from './routes';
import { ThemeContext, themeOf, useThemeChoice } from './theme';

/**
 * The components' own icon of what is under way moves in and out, and stays for good, in the
 * button's name as well, where a quick answer overtakes its motion.
 */
const BUTTON = { autoInsertSpace: false, loadingIcon: <WorkingIcon /> };

/** A wave around what was pressed has the whole page drawn anew, frame by frame. */
const CALM = { disabled: true };

/** Notices with a way back stand above what is said in passing, which the styles place. */
const NOTICES = { bottom: 136 };

/** The whole: its look, its memory of what was fetched, its places. */
export function BackOffice() {
  const [router] = useState(createRouter);
  const theme = useThemeChoice();
  useEffect(
    () =>
      onSessionEnded(() => {
        const { pathname, search } = router.state.location;
        if (pathname === '/sign-in' || pathname === '/welcome') return;
        void router.navigate(signInPath(`${pathname}${search}`), { replace: true });
      }),
    [router],
  );
  return (
    <ThemeContext value={theme}>
      <ConfigProvider theme={themeOf(theme.isDark)} button={BUTTON} wave={CALM}>
        <App message={{ maxCount: 3 }} notification={NOTICES}>
          <QueryClientProvider client={QUERIES}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </ThemeContext>
  );
}
