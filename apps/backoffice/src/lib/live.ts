import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { rememberPosition } from './position';
import { invalidate, invalidateAfterWrite, namesMadeStaleBy, type QueryName } from './query-names';
import { renewSession } from './refresh';

/** Changes that come together are fetched together. */
const GATHER_MS = 150;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

interface Change {
  readonly position: string;
  readonly thing: { readonly kind: string };
}

interface Hearing {
  readonly onChange: (change: Change) => void;
  /** Something may have been missed. */
  readonly onGap: () => void;
}

/** Keeps what is on the screen as it is in the book, for as long as the account is looked at. */
export function useLiveChanges(accountId: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stale = new Set<QueryName>();
    let timer: number | undefined;
    const onChange = ({ position, thing }: Change): void => {
      rememberPosition(position);
      for (const name of namesMadeStaleBy(thing.kind)) stale.add(name);
      timer ??= window.setTimeout(() => {
        timer = undefined;
        invalidate(queries, stale);
        stale.clear();
      }, GATHER_MS);
    };
    const stop = listenWhileVisible(`/v1/changes?accountId=${encodeURIComponent(accountId)}`, {
      onChange,
      onGap: () => invalidateAfterWrite(queries),
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [accountId, queries]);
}

/** A browser has few connections to one server: a tab that nobody looks at gives its one back. */
function listenWhileVisible(url: string, hearing: Hearing): () => void {
  let stop: (() => void) | undefined;
  let hasListened = false;
  const follow = (): void => {
    stop?.();
    stop = undefined;
    if (document.visibilityState === 'hidden') return;
    if (hasListened) hearing.onGap();
    hasListened = true;
    stop = listen(url, hearing);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
  };
}

/**
 * Listens, and begins anew where the browser gives up: after an expired session, or while the
 * service is away. Where there is no such stream, it is asked ever more seldom.
 */
function listen(url: string, { onChange, onGap }: Hearing): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let isBroken = false;
  let isHeard = false;
  let isStopped = false;
  const open = (): void => {
    if (isStopped) return;
    source = new EventSource(url);
    source.addEventListener('change', ({ data }) => onChange(JSON.parse(String(data)) as Change));
    source.addEventListener('reset', onGap);
    source.addEventListener('open', () => {
      pauseMs = FIRST_PAUSE_MS;
      isHeard = true;
      if (isBroken) onGap();
      isBroken = false;
    });
    source.addEventListener('error', () => {
      const isClosed = source?.readyState === EventSource.CLOSED;
      // Else the browser comes back by itself, says what it heard last, and is told what it missed.
      if (isClosed || !isHeard) isBroken = true;
      if (isClosed) openLater();
    });
  };
  const openLater = (): void => {
    timer = window.setTimeout(
      () =>
        void renewSession()
          .catch(() => false)
          .then(open),
      pauseMs,
    );
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };
  open();
  return () => {
    isStopped = true;
    window.clearTimeout(timer);
    source?.close();
  };
}
