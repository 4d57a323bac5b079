import { useLocation, useNavigate } from 'react-router';

import { type Charger } from './charger';
import { useChargerPaths } from './charger-paths';
import { withFresh } from './just-added';

/** Closes a form: the list is as it was left, with the charger marked that was changed. */
export function useWayToList(): (changed?: Charger) => void {
  const { list } = useChargerPaths();
  const { state } = useLocation();
  const navigate = useNavigate();
  return (changed) => {
    const kept: unknown = changed === undefined ? state : withFresh(state, changed);
    void navigate(list, { state: kept, replace: true });
  };
}
