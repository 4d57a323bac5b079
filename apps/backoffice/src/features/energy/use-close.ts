import { useNavigate, useParams } from 'react-router';

import { useMarks } from '../../lib/marks';
import { useEnergyPaths } from './paths';

/**
 * From a form to the page that it lies over, where what was changed is marked; Back does not open
 * it again.
 */
export function useClose(): (changed?: { readonly id: string }) => void {
  const { siteId } = useParams();
  const navigate = useNavigate();
  const paths = useEnergyPaths();
  const { mark } = useMarks();
  const page = siteId === undefined ? paths.sites : paths.site(siteId);
  return (changed) => {
    if (changed !== undefined) mark(changed.id);
    void navigate(page, { replace: true });
  };
}
