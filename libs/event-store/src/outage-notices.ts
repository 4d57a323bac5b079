/** Without failure for so long it is over: while an outage lasts, some calls get through. */
const SETTLED_MS = 1_000;

interface OutageWords {
  readonly began: string;
  /** What follows is how long it took. */
  readonly ended: string;
}

/**
 * Tells of an outage once when it begins and once when it is over, however many calls meet it and
 * however often each is tried again.
 */
export class OutageNotices {
  #sinceMs: number | undefined;
  #failedAtMs = 0;

  constructor(
    private readonly words: OutageWords,
    private readonly onNotice: (text: string, cause?: unknown) => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  noteFailure(cause: unknown): void {
    this.#failedAtMs = this.nowMs();
    if (this.#sinceMs !== undefined) return;
    this.#sinceMs = this.#failedAtMs;
    this.onNotice(this.words.began, cause);
  }

  noteAnswer(): void {
    if (this.#sinceMs === undefined || this.nowMs() - this.#failedAtMs < SETTLED_MS) return;
    const seconds = ((this.#failedAtMs - this.#sinceMs) / 1_000).toFixed(1);
    this.#sinceMs = undefined;
    this.onNotice(`${this.words.ended} ${seconds} s`);
  }
}
