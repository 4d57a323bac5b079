import { useLocation, useNavigate } from 'react-router';

import { comesBack } from '../../lib/coming-back';
import { useMarks } from '../../lib/marks';
import { type Charger } from './charger';
import { useChargerPaths } from './charger-paths';
import { withFresh } from './just-added';

/**
 * Closes a form: the list, or the page that led here, is as it was left, with the charger marked
 * that was changed.
 */
export function useWayBack(): (changed?: Charger) => void {
  const { list } = useChargerPaths();
  const { state } = useLocation();
  const navigate = useNavigate();
  const { mark } = useMarks();
  return (changed) => {
    if (changed !== undefined) mark(changed.id);
    if (comesBack(state)) return void navigate(-1);
    const kept: unknown = changed === undefined ? state : withFresh(state, changed);
    void navigate(list, { state: kept, replace: true });
  };
}
