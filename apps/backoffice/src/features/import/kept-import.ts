import { keptImportPlace } from '../../lib/kept-imports';
import { type Directory } from './directory';
import { type Draft } from './draft';
import { type PanelSum } from './forecast';
import { type Verdicts } from './verdict';

/** An import as it outlives a reload of its page; closing the tab forgets it. */
export interface KeptImport {
  /** Who it is of: nobody else who signs in in this tab sees it. */
  readonly subject: string;
  readonly draft: Draft;
  readonly verdicts: readonly (Verdicts[number] | null)[];
  readonly checked: { readonly directory: Directory; readonly sums: readonly PanelSum[] } | null;
  readonly phase: 'open' | 'checked' | 'paused' | 'done';
}

/** False when the browser keeps nothing, or not as much. */
export function keepImport(accountId: string, kept: KeptImport): boolean {
  try {
    sessionStorage.setItem(keptImportPlace(accountId), JSON.stringify(kept));
    return true;
  } catch {
    forgetImport(accountId);
    return false;
  }
}

export function keptImport(accountId: string, subject: string): KeptImport | undefined {
  try {
    const text = sessionStorage.getItem(keptImportPlace(accountId));
    const kept = text === null ? undefined : (JSON.parse(text) as KeptImport);
    if (kept === undefined || kept.subject === subject) return kept;
  } catch {
    // What cannot be read is as good as none.
  }
  forgetImport(accountId);
  return undefined;
}

export function forgetImport(accountId: string): void {
  try {
    sessionStorage.removeItem(keptImportPlace(accountId));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
