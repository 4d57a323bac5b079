import { type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router';

import { useMayReadHistory } from '../../lib/session';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { useChargerPaths } from './charger-paths';

interface HistoryLinkParts {
  readonly charger: { readonly siteId: string; readonly id: string };
  /** What is shown in its place to those who may not read it, and within it to others. */
  readonly children?: ReactNode;
}

/** To what happened to the charger. */
export function HistoryLink({ charger, children = null }: HistoryLinkParts) {
  const { accountId = '' } = useParams();
  const paths = useChargerPaths();
  const { state } = useLocation();
  if (!useMayReadHistory(accountId)) return children;
  return (
    <Link className="history-link" to={paths.history(charger)} state={state as unknown}>
      {children === null ? TEXTS.open : children}
      {children === null ? null : <span className="visually-hidden">, {TEXTS.open}</span>}
    </Link>
  );
}
