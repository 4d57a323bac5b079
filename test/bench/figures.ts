/** One line of the report. */
export interface Figure {
  readonly bench: string;
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  /** Undefined where the design names no goal. */
  readonly isMet: boolean | undefined;
}

export interface Spread {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export function spreadOf(durationsMs: readonly number[]): Spread {
  const sorted = [...durationsMs].sort((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function milliseconds(durationMs: number): string {
  return `${durationMs < 100 ? durationMs.toFixed(1) : durationMs.toFixed(0)} ms`;
}

export function perSecond(rate: number, what: string): string {
  return `${Math.round(rate).toLocaleString('en-US')} ${what}/s`;
}

/** The columns under each other, and at the end how many goals were met. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map(({ bench, what, measured, goal, isMet }) => [
    bench,
    what,
    measured,
    goal,
    isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const asked = figures.filter(({ isMet }) => isMet !== undefined);
  const met = asked.filter(({ isMet }) => isMet === true).length;
  const rows = lines.map((line) =>
    line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  return [...rows, `${met} of ${asked.length} goals met`].join('\n');
}
