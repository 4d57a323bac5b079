import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { hasCode } from './problem';

const CURSOR = 'cursor';

/** What every list of the service takes; the first so many find longer names as well. */
export const LONGEST_SEARCH = 64;

/** Cursors of the pages before this one; kept with the entry of the browser's history. */
interface PageTrail {
  readonly cursors?: readonly string[];
}

export interface ListState {
  readonly search: URLSearchParams;
  /** Undefined where the address does not say. */
  readonly value: (name: string) => string | undefined;
  /**
   * Changes the view; undefined removes, lists repeat the name. It begins at the first page. Always
   * the same function.
   */
  readonly change: (changes: Changes, how?: { readonly replaces: boolean }) => void;
  readonly cursor: string | undefined;
  readonly toNextPage: (nextCursor: string) => void;
  /** Undefined on the first page. */
  readonly toPreviousPage: (() => void) | undefined;
}

export type Changes = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a list shows, kept in the address alone: a view can be shared, and gone back to. */
export function useListState(): ListState {
  const { search: text, pathname, state } = useLocation();
  const navigate = useNavigate();
  const search = useMemo(() => new URLSearchParams(text), [text]);
  const shown = useRef(pathname);
  useEffect(() => {
    shown.current = pathname;
  });
  const go = useCallback(
    (next: URLSearchParams, trail: PageTrail, replace = false) => {
      // Whoever is on the way to another page is not held up by what he did on this one.
      if (window.location.pathname !== shown.current) return;
      void navigate({ pathname: shown.current, search: `${next}` }, { state: trail, replace });
    },
    [navigate],
  );
  const change = useCallback<ListState['change']>(
    (changes, how) => {
      // Of two changes that are made at once, the second is of what the first made.
      const now = new URLSearchParams(window.location.search);
      // A search that begins on a later page has that page to go back to.
      const replaces = how?.replaces === true && !now.has(CURSOR);
      go(changedBy(now, changes), {}, replaces);
    },
    [go],
  );
  const cursor = search.get(CURSOR) ?? undefined;
  const cursors = (state as PageTrail | null)?.cursors ?? [];
  return {
    search,
    value: (name) => search.get(name) ?? undefined,
    change,
    cursor,
    toNextPage: (next) => {
      // Pressed again before that page is there, it leads no further.
      if (next !== cursor) go(withCursor(search, next), { cursors: [...cursors, cursor ?? ''] });
    },
    toPreviousPage:
      cursor === undefined
        ? undefined
        : () => go(withCursor(search, cursors.at(-1)), { cursors: cursors.slice(0, -1) }),
  };
}

/** An address that was kept for long may name a place in a list that is no more. */
export function useFirstPageInstead(list: ListState, error: unknown): void {
  useEffect(() => {
    if (hasCode(error, 'cursor-invalid')) list.change({}, { replaces: true });
  });
}

function changedBy(search: URLSearchParams, changes: Changes): URLSearchParams {
  const next = withCursor(search, undefined);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    const values = typeof value === 'string' ? [value] : (value ?? []);
    for (const each of values) if (each !== '') next.append(name, each);
  }
  return next;
}

function withCursor(search: URLSearchParams, cursor: string | undefined): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(CURSOR);
  if (cursor !== undefined && cursor !== '') next.set(CURSOR, cursor);
  return next;
}
