const PLACE = 'chargebook.import';

/** Where an import of the account outlives a reload, in this tab alone. */
export function keptImportPlace(accountId: string): string {
  return `${PLACE}.${accountId}`;
}

export function isImportKept(accountId: string): boolean {
  try {
    return sessionStorage.getItem(keptImportPlace(accountId)) !== null;
  } catch {
    return false; // A browser that keeps nothing.
  }
}
