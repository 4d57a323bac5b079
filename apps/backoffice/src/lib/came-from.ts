import { useLocation } from 'react-router';

/** Kept with the entry of the browser's history, where closing is to lead elsewhere than the list. */
interface CameFrom {
  readonly cameFrom?: string;
}

/** The state of an address to which one goes from here, and comes back. */
export function useComingFromHere(): CameFrom {
  const { pathname, search } = useLocation();
  return { cameFrom: `${pathname}${search}` };
}

/** The place that one came from; undefined where it is the one behind what is open. */
export function cameFrom(state: unknown): string | undefined {
  return ((state ?? {}) as CameFrom).cameFrom;
}
