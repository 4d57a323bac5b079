import './chip.css';

import { type ReactNode } from 'react';

interface ChipParts {
  readonly tone: 'warned' | 'quiet';
  /** More of it, on hover. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** A short word on a ground of its own; one that warns has a mark as well. */
export function Chip({ tone, title, children }: ChipParts) {
  return (
    <span className={`chip chip-${tone}`} title={title}>
      {tone === 'warned' ? (
        <span aria-hidden="true" className="chip-mark">
          !
        </span>
      ) : null}
      {children}
    </span>
  );
}
