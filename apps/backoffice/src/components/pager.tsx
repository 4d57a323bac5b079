import { Button } from 'antd';

import { count } from '../lib/format';
import { type ListState } from '../lib/list-state';
import { COMMON_TEXTS } from '../lib/texts/common';

interface PagerParts {
  readonly list: ListState;
  readonly page:
    | {
        readonly nextCursor: string | null;
        readonly total: number;
        readonly totalIsLowerBound: boolean;
      }
    | undefined;
  /** Somebody points at the way to the next page, or no more. */
  readonly onNear?: (isNear: boolean) => void;
}

/** From page to page; of how many is said as far as it is counted. */
export function Pager({ list, page, onNear }: PagerParts) {
  if (page === undefined) return null;
  const { nextCursor, total, totalIsLowerBound } = page;
  const { toPreviousPage } = list;
  // What is there instead of an empty list says so better.
  if (total === 0 && toPreviousPage === undefined) return null;
  const isOnly = nextCursor === null && toPreviousPage === undefined;
  return (
    <nav className="pager" aria-label={COMMON_TEXTS.pages}>
      <span className="quiet">
        {totalIsLowerBound ? COMMON_TEXTS.moreThan(count(total)) : COMMON_TEXTS.inAll(total)}
      </span>
      {isOnly ? null : <Ways list={list} nextCursor={nextCursor} onNear={onNear} />}
    </nav>
  );
}

interface WaysParts {
  readonly list: ListState;
  readonly nextCursor: string | null;
  readonly onNear: PagerParts['onNear'];
}

function Ways({ list: { toPreviousPage, toNextPage }, nextCursor, onNear }: WaysParts) {
  return (
    <>
      <Button disabled={toPreviousPage === undefined} onClick={() => toPreviousPage?.()}>
        {COMMON_TEXTS.previous}
      </Button>
      <Button
        disabled={nextCursor === null}
        onPointerEnter={() => onNear?.(true)}
        onPointerLeave={() => onNear?.(false)}
        onFocus={() => onNear?.(true)}
        onBlur={() => onNear?.(false)}
        onClick={() => nextCursor !== null && toNextPage(nextCursor)}
      >
        {COMMON_TEXTS.next}
      </Button>
    </>
  );
}
