import { useQueryClient } from '@tanstack/react-query';

const KEY = ['marks'];
/** So many are marked, the newest first. */
const MOST = 10;

interface Marks {
  readonly mark: (id: string) => void;
  readonly isMarked: (id: string) => boolean;
}

/**
 * Marks what was just added or changed, for the page that one comes back to: as long as what was
 * fetched is kept that nobody looks at. Of the past nothing is.
 */
export function useMarks({ isPast } = { isPast: false }): Marks {
  const queries = useQueryClient();
  const marked = (): readonly string[] => queries.getQueryData(KEY) ?? [];
  return {
    mark: (id) => {
      const others = marked().filter((other) => other !== id);
      // Kept as long from now on as what is kept otherwise.
      queries.removeQueries({ queryKey: KEY });
      queries.setQueryData(KEY, [id, ...others].slice(0, MOST));
    },
    isMarked: (id) => !isPast && marked().includes(id),
  };
}
