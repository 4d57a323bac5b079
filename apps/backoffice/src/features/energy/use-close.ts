import { useNavigate, useParams } from 'react-router';

import { useEnergyPaths } from './paths';

/** From a form back to the page that it lies over. */
export function useClose(): () => void {
  const { siteId } = useParams();
  const navigate = useNavigate();
  const paths = useEnergyPaths();
  return () => void navigate(siteId === undefined ? paths.sites : paths.site(siteId));
}
