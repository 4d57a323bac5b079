import { type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

interface ListLinkParts {
  /** Below the list. */
  readonly to: string;
  readonly children: ReactNode;
}

/** Opens a thing over its list, which stays as it is searched and paged. */
export function ListLink({ to, children }: ListLinkParts) {
  const { search, state } = useLocation();
  return (
    <Link to={{ pathname: to, search }} state={state as unknown}>
      {children}
    </Link>
  );
}
