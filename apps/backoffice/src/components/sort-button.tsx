import { type ReactNode } from 'react';

interface SortButtonParts {
  readonly order: 'ascending' | 'descending' | 'none';
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const ARROWS = { ascending: '↑', descending: '↓', none: '' };

export function SortButton({ order, onClick, children }: SortButtonParts) {
  return (
    <button type="button" className="sort-button" onClick={onClick}>
      {children}
      <span aria-hidden="true" className="sort-arrow">
        {ARROWS[order]}
      </span>
    </button>
  );
}
