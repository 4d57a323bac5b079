import { useQuery } from '@tanstack/react-query';

import { IMPORT_SERVICE } from './import-service';

/** All panels of the site, by their paths. */
export function useSitePanels(siteId: string | undefined, isWanted = true) {
  return useQuery({
    queryKey: ['panels', 'all', siteId],
    enabled: siteId !== undefined && isWanted,
    queryFn: () => IMPORT_SERVICE.panels(siteId ?? ''),
  });
}
