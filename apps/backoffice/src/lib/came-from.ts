import { useLocation } from 'react-router';

/** Kept with an entry of the browser's history, where closing leads elsewhere than to the list. */
interface CameFrom {
  readonly cameFrom?: string;
}

/** The state of an address to which one goes from here, and comes back. */
export function useComingFromHere(): CameFrom {
  const { pathname, search } = useLocation();
  return { cameFrom: `${pathname}${search}` };
}

/** The place to go back to; undefined: the list behind what is open. */
export function cameFrom(state: unknown): string | undefined {
  return ((state ?? {}) as CameFrom).cameFrom;
}
