import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Versioned } from '../../lib/api';
import { type QueryName } from '../../lib/query-names';

/**
 * A thing as it was when its form was opened, and its version then. What others change meanwhile
 * shows when it is saved, and does not pull the form from under the hands.
 */
export function useEdited<Thing>(
  queryKey: readonly [QueryName, ...string[]],
  read: () => Promise<Versioned<Thing>>,
) {
  const [base, setBase] = useState<Versioned<Thing>>();
  const { data, error, refetch } = useQuery({ queryKey, queryFn: read, gcTime: 0, staleTime: 0 });
  if (base === undefined && data !== undefined) setBase(data);
  return { base, error: base === undefined ? error : null, refetch, beginWith: setBase };
}
