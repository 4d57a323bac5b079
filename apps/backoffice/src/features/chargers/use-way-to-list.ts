import { useLocation, useNavigate, useParams } from 'react-router';

import { type Charger } from './charger';
import { withFresh } from './just-added';

/** To the list as it was left, with the charger marked that was changed. */
export function useWayToList(): (changed?: Charger) => void {
  const { accountId = '' } = useParams();
  const { search, state } = useLocation();
  const navigate = useNavigate();
  return (changed) => {
    const place = { pathname: `/accounts/${accountId}/chargers`, search };
    const kept: unknown = changed === undefined ? state : withFresh(state, changed);
    void navigate(place, { state: kept });
  };
}
