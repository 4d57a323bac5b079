/** All who follow a log: each ends with its own signal, and all of them with the log. */
export class Followers {
  readonly #ends = new Set<AbortController>();

  /** What `pagesUntil` yields, with a signal that aborts with `signal` or by `endAll`. */
  async *follow<Page>(
    signal: AbortSignal,
    pagesUntil: (end: AbortSignal) => AsyncIterable<Page>,
  ): AsyncGenerator<Page> {
    const end = new AbortController();
    const abort = (): void => end.abort();
    this.#ends.add(end);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      yield* pagesUntil(end.signal);
    } finally {
      signal.removeEventListener('abort', abort);
      this.#ends.delete(end);
    }
  }

  endAll(): void {
    for (const end of this.#ends) end.abort();
  }
}
