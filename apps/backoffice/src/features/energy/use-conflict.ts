import { useEffect, useState } from 'react';

import { type Versioned } from '../../lib/api';
import { hasCode } from '../../lib/problem';

/** After a save was refused because somebody else had saved: the thing as it is now. */
export function useConflict<Thing>(
  error: Error | null,
  read: () => Promise<Versioned<Thing>>,
): Versioned<Thing> | undefined {
  const [theirs, setTheirs] = useState<{ error: Error; now: Versioned<Thing> }>();
  const isOutdated = hasCode(error, 'version-mismatch');
  useEffect(() => {
    if (!isOutdated || error === null) return;
    let isWanted = true;
    // Where it cannot be read, saving again says why.
    read().then(
      (now) => isWanted && setTheirs({ error, now }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [isOutdated, error, read]);
  return theirs !== undefined && theirs.error === error ? theirs.now : undefined;
}
