/** Kept with an entry of the browser's history, where closing leads back and not to the list. */
interface ComingBack {
  readonly comesBack?: boolean;
}

/** The state of an address to which one goes from a page of another kind, and comes back. */
export const COMING_BACK: ComingBack = { comesBack: true };

export function comesBack(state: unknown): boolean {
  return ((state ?? {}) as ComingBack).comesBack === true;
}
