import { type ReactNode } from 'react';

interface EmptyStateParts {
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
}

/** Where there is nothing to show: what would be here, and what to do to get there. */
export function EmptyState({ title, text, action }: EmptyStateParts) {
  return (
    <section className="empty-state">
      <h2>{title}</h2>
      <p>{text}</p>
      {action === undefined ? null : <div className="empty-state-action">{action}</div>}
    </section>
  );
}
