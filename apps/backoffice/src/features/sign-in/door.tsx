import { type ReactNode } from 'react';

import { Mark } from '../../components/mark';
import { APP_TEXTS } from '../../lib/texts/app';

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
        <p className="door-name">
          <Mark /> {APP_TEXTS.name}
        </p>
        <h1>{title}</h1>
        {subtitle === undefined ? null : <p className="quiet">{subtitle}</p>}
        {children}
      </div>
    </main>
  );
}
