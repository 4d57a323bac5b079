import { useEffect } from 'react';

/** Something that had the focus, and where. */
interface Stop {
  readonly element: HTMLElement;
  readonly address: string;
  /** In a sheet or a dialog. */
  readonly isOverPage: boolean;
}

/** More than the longest form has. */
const REMEMBERED = 100;

/**
 * What has the focus may go: a sheet is closed, a row is taken off the list. Then whoever was there
 * is at the row of what was closed, else at what he came from, else at the page as a whole.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let trail: readonly Stop[] = [];
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      const isOverPage = target.closest('header, main') === null;
      const stop = { element: target, address: window.location.pathname, isOverPage };
      trail = [...trail.slice(1 - REMEMBERED), stop];
    };
    const watch = new MutationObserver(() => {
      if (trail.at(-1)?.element.isConnected !== false) return;
      // Not before what takes the focus by itself has done so.
      window.setTimeout(() => restore(trail));
    });
    // Whoever points at what takes no focus has left by himself.
    const forget = (): void => {
      window.setTimeout(() => {
        if (document.activeElement === document.body) trail = [];
      });
    };
    document.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
      watch.disconnect();
    };
  }, []);
}

/** To the first that takes it: what is gone or hidden does not. */
function restore(trail: readonly Stop[]): void {
  for (const way of [...trail.toReversed().map(wayTo), document.querySelector('main')]) {
    if (document.activeElement !== document.body) return;
    way?.focus({ preventScroll: true });
  }
}

/** What is of another page leads nowhere here, but for a link to what a sheet was open for. */
function wayTo({ element, address, isOverPage }: Stop): HTMLElement | undefined {
  if (address === window.location.pathname) return element;
  const links = isOverPage ? document.querySelectorAll<HTMLAnchorElement>('main a') : [];
  return [...links].find(({ pathname }) => pathname === address);
}
