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

  /** Asks for the text only where it is shown. */
  tell(textOf: () => string): void {
    const { isTTY } = process.stderr;
    const nowMs = performance.now();
    if (nowMs - this.#saidAtMs < (isTTY ? SHOW_EVERY_MS : LINE_EVERY_MS)) return;
    this.#saidAtMs = nowMs;
    process.stderr.write(isTTY ? `${CLEAR_LINE}${textOf()}` : `${textOf()}\n`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
  }
}
