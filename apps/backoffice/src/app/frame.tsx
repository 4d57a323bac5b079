import { type ReactNode, Suspense } from 'react';
import { Link } from 'react-router';

import { Mark } from '../components/mark';
import { APP_TEXTS } from '../lib/texts/app';
import { AccountChooser } from './account-chooser';
import { Tabs } from './tabs';
import { UnderWayNote } from './under-way-note';
import { UserMenu } from './user-menu';

interface FrameParts {
  readonly accountId?: string;
  readonly children: ReactNode;
}

export function Frame({ accountId, children }: FrameParts) {
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {APP_TEXTS.skipToContent}
      </a>
      <div className="frame-top">
        <header className="frame-head">
          <Link to="/" className="frame-mark" aria-label={APP_TEXTS.name}>
            <Mark />
          </Link>
          <AccountChooser accountId={accountId} />
          <Tabs accountId={accountId} />
          <UserMenu />
        </header>
        <UnderWayNote />
      </div>
      <main id="content" tabIndex={-1} className="page">
        <Suspense fallback={null}>{children}</Suspense>
      </main>
    </div>
  );
}
