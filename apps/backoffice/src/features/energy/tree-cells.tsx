import { type CSSProperties, type ReactNode } from 'react';

interface RowParts {
  readonly kind: 'panel' | 'charger';
  readonly depth: number;
  readonly id?: string;
  readonly isMarked: boolean;
  readonly children: ReactNode;
}

/** Columns stand below each other however deep a row is; only its name is moved in. */
export function TreeRow({ kind, depth, id, isMarked, children }: RowParts) {
  const style = { '--depth': depth } as CSSProperties;
  return (
    <div
      className={`tree-row tree-row-${kind}${isMarked ? ' row-marked' : ''}`}
      style={style}
      {...(id !== undefined && { id, tabIndex: -1 })}
    >
      {children}
    </div>
  );
}

/** A cell says what it is about by itself: to who listens, and where there is no head above. */
export function TreeCell({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="tree-cell">
      <span className="tree-label">{label}</span>
      <div className="tree-value">{children}</div>
    </div>
  );
}
