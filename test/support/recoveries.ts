/** How long work took to be as before, after what was done to the server had ended. */
export interface Recovery {
  /** What was done. */
  readonly kind: string;
  /** How long the server was away. */
  readonly awayMs: number;
  /** Until the first write was acknowledged. */
  readonly resumedMs: number;
  /** Until a list showed that write. */
  readonly shownMs: number;
  /** Until each writer had an answer other than 503. */
  readonly everybodyMs: number;
}

const FIGURES = ['awayMs', 'resumedMs', 'shownMs', 'everybodyMs'] as const;

/** Lowest, median and highest of each figure, a line for each kind. */
export function recoveriesInWords(recoveries: readonly Recovery[]): string {
  const kinds = [...new Set(recoveries.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const same = recoveries.filter((recovery) => recovery.kind === kind);
    const figures = FIGURES.map((name) => `${name} ${spreadOf(same.map((each) => each[name]))}`);
    return `${same.length} × ${kind}: ${figures.join(', ')}\n`;
  });
  return lines.join('');
}

function spreadOf(values: readonly number[]): string {
  const sorted = values.map(Math.round).toSorted((left, right) => left - right);
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].join('/');
}
