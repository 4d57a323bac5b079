/**
 * The newest place in the log that this page knows of. Lists ask to be at least that fresh, so that
 * whoever saved something sees it. Tokens sort as text.
 */
let newest: string | undefined;

export function rememberPosition(position: string | null): void {
  if (position !== null && (newest === undefined || position > newest)) newest = position;
}

export function knownPosition(): string | undefined {
  return newest;
}

/** After a restore of the book the old token is refused: what it named is no more. */
export function forgetPosition(): void {
  newest = undefined;
}
