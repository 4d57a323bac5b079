const PLACE = 'chargebook.import';

/** Where somebody's import for an account outlives a reload, in this tab alone. */
export function keptImportPlace(subject: string, accountId: string): string {
  return `${PLACE}.${subject}.${accountId}`;
}

export function isImportKept(subject: string, accountId: string): boolean {
  return namesOfKept().includes(keptImportPlace(subject, accountId));
}

/** Of what others had in this tab nothing is left for the one who has it now. */
export function forgetImportsOfOthers(subject: string): void {
  for (const name of namesOfKept()) {
    if (!name.startsWith(`${PLACE}.${subject}.`)) sessionStorage.removeItem(name);
  }
}

function namesOfKept(): readonly string[] {
  try {
    return Object.keys(sessionStorage).filter((name) => name.startsWith(`${PLACE}.`));
  } catch {
    return []; // A browser that keeps nothing.
  }
}
