import { type ReactNode } from 'react';

interface DoorParts {
  readonly title: string;
  readonly subtitle?: string;
  readonly children: ReactNode;
}

/** A page before the session: one card, nothing around it. */
export function Door({ title, subtitle, children }: DoorParts) {
  return (
    <main className="door">
      <div className="door-card">
        <h1>{title}</h1>
        {subtitle === undefined ? null : <p className="quiet">{subtitle}</p>}
        {children}
      </div>
    </main>
  );
}
