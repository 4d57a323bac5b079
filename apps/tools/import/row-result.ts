/** A thing as the service answers it. */
export interface Thing {
  readonly id: string;
  readonly name?: string;
  readonly externalId?: string;
  readonly chargerId?: string;
  readonly status?: string;
  readonly [member: string]: unknown;
}

export const VERDICTS = ['added', 'same', 'different', 'refused'] as const;

/** What became of one thing of the folder. */
export type Verdict =
  | { readonly kind: 'added' | 'same' | 'different'; readonly thing: Thing; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/** A verdict with the place of the folder that it is about. */
export interface RowResult {
  /** As `panel` or `row 12`. */
  readonly row: string;
  readonly name: string;
  readonly verdict: Verdict;
}

export function refused(why: string): Verdict {
  return { kind: 'refused', why };
}
