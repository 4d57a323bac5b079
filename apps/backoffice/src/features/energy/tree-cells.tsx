import { type CSSProperties, type ReactNode, use } from 'react';

import { useNewInSight } from '../../components/use-in-sight';
import { panelAnchor, TreeContext } from './tree-context';

interface RowParts {
  readonly kind: 'panel' | 'charger';
  readonly id: string;
  readonly depth: number;
  readonly children: ReactNode;
}

/**
 * Columns stand below each other however deep a row is; only its name is moved in. What was just
 * added or changed is marked, and brought into sight.
 */
export function TreeRow({ kind, id, depth, children }: RowParts) {
  const { isMarked, takeUnseen } = use(TreeContext);
  const isNew = isMarked(id);
  const row = useNewInSight<HTMLDivElement>(isNew, () => takeUnseen(id));
  return (
    <div
      ref={row}
      className={`tree-row tree-row-${kind}${isNew ? ' row-marked' : ''}`}
      style={{ '--depth': depth } as CSSProperties}
      {...(kind === 'panel' && { id: panelAnchor(id), tabIndex: -1 })}
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
