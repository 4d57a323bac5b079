import { type ReactNode } from 'react';

import { useTitle } from './use-title';

interface PageHeadParts {
  readonly title: string;
  /** Search, at the left. */
  readonly children?: ReactNode;
  /** A line of its own, as filters. */
  readonly below?: ReactNode;
  /** What one can do here, at the far right. */
  readonly actions?: ReactNode;
}

export function PageHead({ title, children, below, actions }: PageHeadParts) {
  useTitle(title);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        {children}
        <span className="page-head-space" />
        {actions}
      </div>
      {below}
    </>
  );
}
