export const VERDICT_KINDS = ['ready', 'added', 'same', 'different', 'refused'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** What would become of a row (`ready` and the others after a check), or became of it. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** Codes of the service's rules; none where the row was not sent. */
  readonly codes: readonly string[];
  /** Sentences: why it is refused or different, or what the service warns of. */
  readonly why: readonly string[];
  /** Of the charger in the book. */
  readonly id?: string;
}

export function refusedFor(why: readonly string[]): Verdict {
  return { kind: 'refused', codes: [], why };
}

export type Verdicts = readonly (Verdict | undefined)[];
export type VerdictFilter = VerdictKind | 'open';

export function countByKind(verdicts: Verdicts): Readonly<Record<VerdictFilter, number>> {
  const counts = { open: 0, ready: 0, added: 0, same: 0, different: 0, refused: 0 };
  for (const verdict of verdicts) counts[verdict?.kind ?? 'open'] += 1;
  return counts;
}
