import { type RowResult, VERDICTS, type Verdict } from './row-result';

/** Where there is no terminal to write over, a line of progress so often. */
const PROGRESS_EVERY_MS = 5_000;
const CLEAR_LINE = '\r\u001b[K';

/** Tells of every row as soon as those before it are told, and how far it has come. */
export class Report {
  private readonly counts = new Map<Verdict['kind'], number>();
  private readonly waiting = new Map<number, RowResult>();
  private readonly startedAtMs = performance.now();
  private told = 0;
  private saidAtMs = this.startedAtMs;

  /** `total` is how many rows there will be. */
  constructor(private readonly total: number) {}

  get isAllGood(): boolean {
    return this.countOf('different') + this.countOf('refused') === 0;
  }

  /** Rows may come in any order; `place` is the row's own, from 0. */
  add(place: number, result: RowResult): void {
    this.waiting.set(place, result);
    this.counts.set(result.verdict.kind, this.countOf(result.verdict.kind) + 1);
    for (let next = this.waiting.get(this.told); next !== undefined;) {
      this.waiting.delete(this.told);
      this.told += 1;
      this.write(next);
      next = this.waiting.get(this.told);
    }
    this.showProgress();
  }

  /** The last line: how many rows ended how, and in what time. */
  summary(): string {
    const counts = VERDICTS.map((kind) => `${this.countOf(kind)} ${kind}`).join(', ');
    const seconds = ((performance.now() - this.startedAtMs) / 1_000).toFixed(1);
    return `${this.total} rows in ${seconds} s: ${counts}`;
  }

  private write({ row, name, verdict }: RowResult): void {
    const why = verdict.why === '' ? '' : `  ${verdict.why}`;
    const line = `${verdict.kind.padEnd(9)}  ${row}  ${name}${why}`;
    this.clearProgress();
    process.stdout.write(`${line.replaceAll(/\p{Cc}/gu, '?')}\n`);
  }

  private showProgress(): void {
    const text = `${this.told} of ${this.total} rows`;
    if (process.stderr.isTTY) {
      if (this.told < this.total) process.stderr.write(`${CLEAR_LINE}${text}`);
      return;
    }
    const nowMs = performance.now();
    if (nowMs - this.saidAtMs < PROGRESS_EVERY_MS) return;
    this.saidAtMs = nowMs;
    process.stderr.write(`${text}\n`);
  }

  private clearProgress(): void {
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  }

  private countOf(kind: Verdict['kind']): number {
    return this.counts.get(kind) ?? 0;
  }
}
