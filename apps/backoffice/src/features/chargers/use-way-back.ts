import { useLocation, useNavigate } from 'react-router';

import { cameFrom } from '../../lib/came-from';
import { type Charger } from './charger';
import { useChargerPaths } from './charger-paths';
import { withFresh } from './just-added';

/**
 * Closes a form: the list is as it was left, with the charger marked that was changed; or it is
 * where one came from.
 */
export function useWayBack(): (changed?: Charger) => void {
  const { list } = useChargerPaths();
  const { state } = useLocation();
  const navigate = useNavigate();
  return (changed) => {
    const back = cameFrom(state);
    if (back !== undefined) return void navigate(back, { replace: true });
    const kept: unknown = changed === undefined ? state : withFresh(state, changed);
    void navigate(list, { state: kept, replace: true });
  };
}
