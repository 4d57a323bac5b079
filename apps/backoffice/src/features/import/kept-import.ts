import { type Directory } from './directory';
import { type Draft } from './draft';
import { type PanelSum } from './forecast';
import { type keptPhase } from './phase';
import { type Verdicts } from './verdict';

/** Of what is kept; another version of the app may keep it otherwise. */
export const KEPT_FORMAT = 1;

/** An import as it outlives a reload of its page; closing the tab forgets it. */
export interface KeptImport {
  readonly format: typeof KEPT_FORMAT;
  readonly draft: Draft;
  readonly verdicts: readonly (Verdicts[number] | null)[];
  readonly checked: { readonly directory: Directory; readonly sums: readonly PanelSum[] } | null;
  readonly phase: ReturnType<typeof keptPhase>;
}

/** False when the browser keeps nothing, or not as much. */
export function keepImport(place: string, kept: KeptImport): boolean {
  try {
    sessionStorage.setItem(place, JSON.stringify(kept));
    return true;
  } catch {
    forgetImport(place);
    return false;
  }
}

export function keptImport(place: string): KeptImport | undefined {
  try {
    const text = sessionStorage.getItem(place);
    if (text === null) return undefined;
    const kept = JSON.parse(text) as KeptImport;
    if (kept.format === KEPT_FORMAT) return kept;
  } catch {
    // What cannot be read is as good as none.
  }
  forgetImport(place);
  return undefined;
}

export function forgetImport(place: string): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
