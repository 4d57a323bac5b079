import { useEffect } from 'react';

import { APP_TEXTS } from '../lib/texts/app';

/** The page's title, as the browser's tab and its history show it, until what has it is closed. */
export function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · ${APP_TEXTS.name}`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
