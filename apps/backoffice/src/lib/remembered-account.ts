const PLACE = 'chargebook.account';

/** The account that was looked at last on this machine; its id alone is kept. */
export function rememberedAccountId(): string | undefined {
  return quietly(() => localStorage.getItem(PLACE)) ?? undefined;
}

export function rememberAccountId(accountId: string): void {
  quietly(() => localStorage.setItem(PLACE, accountId));
}

/** A browser may refuse to keep anything: then nothing is remembered. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
