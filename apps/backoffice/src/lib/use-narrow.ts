import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 760px)';

function watch(onChange: () => void): () => void {
  const media = window.matchMedia(NARROW);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** True where a table does not fit: on a telephone, or in a small window. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(NARROW).matches);
}
