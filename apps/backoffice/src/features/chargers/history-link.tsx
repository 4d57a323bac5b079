import { Link, useLocation, useParams } from 'react-router';

import { useMayReadHistory } from '../../lib/session';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { useChargerPaths } from './charger-paths';
import { type ChargerPath } from './charger-store';

/** To what happened to the charger, for those who may read it. */
export function HistoryLink({ charger }: { readonly charger: ChargerPath }) {
  const { accountId = '' } = useParams();
  const paths = useChargerPaths();
  const { state } = useLocation();
  if (!useMayReadHistory(accountId)) return null;
  return (
    <Link className="history-link" to={paths.history(charger)} state={state as unknown}>
      {TEXTS.open}
    </Link>
  );
}
