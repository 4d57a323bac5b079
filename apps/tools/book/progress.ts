/** Where there is no terminal to write over, a line of progress so often. */
const LINE_EVERY_MS = 5_000;
const SHOW_EVERY_MS = 200;
const CLEAR_LINE = '\r\u001b[K';

/** Tells on the error output how far a tool has come. */
export class Progress {
  readonly #startedAtMs = performance.now();
  #saidAtMs = this.#startedAtMs;

  get seconds(): number {
    return (performance.now() - this.#startedAtMs) / 1_000;
  }

  /** True when it is time to tell something: what costs more than words is asked for then. */
  get isDue(): boolean {
    const everyMs = process.stderr.isTTY ? SHOW_EVERY_MS : LINE_EVERY_MS;
    return performance.now() - this.#saidAtMs >= everyMs;
  }

  /** Asks for the text only where it is shown. */
  tell(textOf: () => string): void {
    if (!this.isDue) return;
    const { isTTY } = process.stderr;
    this.#saidAtMs = performance.now();
    process.stderr.write(isTTY ? `${CLEAR_LINE}${textOf()}` : `${textOf()}\n`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  }
}
