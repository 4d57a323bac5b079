import { useNavigate, useParams } from 'react-router';

import { useEnergyPaths } from './paths';

/** From a form to the page that it lies over; Back does not open it again. */
export function useClose(): () => void {
  const { siteId } = useParams();
  const navigate = useNavigate();
  const paths = useEnergyPaths();
  const page = siteId === undefined ? paths.sites : paths.site(siteId);
  return () => void navigate(page, { replace: true });
}
