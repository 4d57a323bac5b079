import './filter-line.css';

import { Button } from 'antd';
import { type ReactNode, useState } from 'react';

import { COMMON_TEXTS } from '../lib/texts/common';
import { useNarrow } from '../lib/use-narrow';

const TEXTS = COMMON_TEXTS.filters;

interface FilterLineParts {
  /** So many filters are in effect. */
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Filters in a line of their own; on a telephone they wait behind a button. */
export function FilterLine({ count, onClear, children }: FilterLineParts) {
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="filter-line">
      {isNarrow ? (
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {TEXTS.button(count)}
        </Button>
      ) : null}
      {isNarrow && !isOpen ? null : (
        <div className="filters" role="group" aria-label={TEXTS.label}>
          {children}
        </div>
      )}
      {count === 0 ? null : (
        <Button type="link" className="clear-filters" onClick={onClear}>
          {TEXTS.clear}
        </Button>
      )}
    </div>
  );
}
