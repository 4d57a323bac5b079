import { useQueryClient } from '@tanstack/react-query';

const KEY = ['marks'];
/** So many are marked, the newest first. */
const MOST = 10;
const NOTHING: Marked = { ids: [], unseen: undefined };

interface Marked {
  readonly ids: readonly string[];
  /** The newest, until it was brought into sight. */
  readonly unseen: string | undefined;
}

interface Marks {
  readonly mark: (id: string) => void;
  readonly isMarked: (id: string) => boolean;
  /** True once, of what was marked last. */
  readonly takeUnseen: (id: string) => boolean;
}

/**
 * Marks what was just added or changed, for the page that one comes back to: as long as what was
 * fetched is kept that nobody looks at. Of the past nothing is. (A list of chargers shows it above
 * its page until the next search, and so has in its entry of the history what it marks.)
 */
export function useMarks({ isPast } = { isPast: false }): Marks {
  const queries = useQueryClient();
  const marked = (): Marked => queries.getQueryData(KEY) ?? NOTHING;
  return {
    mark: (id) => {
      const others = marked().ids.filter((other) => other !== id);
      // Kept as long from now on as what is kept otherwise.
      queries.removeQueries({ queryKey: KEY });
      queries.setQueryData<Marked>(KEY, { ids: [id, ...others].slice(0, MOST), unseen: id });
    },
    isMarked: (id) => !isPast && marked().ids.includes(id),
    takeUnseen: (id) => {
      const { ids, unseen } = marked();
      if (unseen !== id) return false;
      queries.setQueryData<Marked>(KEY, { ids, unseen: undefined });
      return true;
    },
  };
}
