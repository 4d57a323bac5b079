import { useCallback, useEffect, useMemo } from 'react';
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
  const { search: text, state } = useLocation();
  const navigate = useNavigate();
  const search = useMemo(() => new URLSearchParams(text), [text]);
  const go = useCallback(
    (next: URLSearchParams, trail: PageTrail, replace = false) => {
      const { pathname } = window.location;
      void navigate({ pathname, search: `${next}` }, { state: trail, replace });
    },
    [navigate],
  );
  const change = useCallback<ListState['change']>(
    (changes, how) => {
      const now = new URLSearchParams(window.location.search);
      go(changedBy(now, changes), {}, how?.replaces ?? false);
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
    toNextPage: (next) => go(withCursor(search, next), { cursors: [...cursors, cursor ?? ''] }),
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
