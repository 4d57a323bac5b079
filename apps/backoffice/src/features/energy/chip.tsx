import { type ReactNode } from 'react';

interface ChipParts {
  readonly tone: 'warned' | 'quiet' | 'good';
  readonly children: ReactNode;
}

const MARKS = { warned: '!', quiet: '', good: '' };

/** A short word on a ground of its own; one that warns has a mark as well. */
export function Chip({ tone, children }: ChipParts) {
  return (
    <span className={`chip chip-${tone}`}>
      {MARKS[tone] === '' ? null : (
        <span aria-hidden="true" className="chip-mark">
          {MARKS[tone]}
        </span>
      )}
      {children}
    </span>
  );
}
