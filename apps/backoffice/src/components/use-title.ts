import { useEffect } from 'react';

import { APP_TEXTS } from '../lib/texts/app';

/** The page's title, as the browser's tab and its history show it. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${APP_TEXTS.name}`;
  }, [title]);
}
