import { setTimeout as pause } from 'node:timers/promises';

const IDLE_POLL_MS = 20;

/**
 * Wakes the readers that wait at the end of the log: at once after an append of this process, by
 * one poll for all of them after another's. Without readers nothing is asked.
 */
export class LogWatch {
  #known = 0n;
  readonly #wakes = new Set<() => void>();
  #isPolling = false;

  constructor(private readonly readHead: () => Promise<bigint>) {}

  /** How far the log goes at least; 0 before anything was heard of it. */
  get known(): bigint {
    return this.#known;
  }

  advanceTo(position: bigint): void {
    if (position <= this.#known) return;
    this.#known = position;
    this.wakeAll();
  }

  /**
   * Resolves once the log may reach beyond the position, when `signal` aborts, and when the log
   * cannot be read: who is woken reads for himself.
   */
  async beyond(position: bigint, signal: AbortSignal): Promise<void> {
    if (this.#known > position || signal.aborted) return;
    const { promise, wake } = awakening();
    this.#wakes.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    void this.poll();
    await promise;
    signal.removeEventListener('abort', wake);
    this.#wakes.delete(wake);
  }

  private async poll(): Promise<void> {
    if (this.#isPolling) return;
    this.#isPolling = true;
    try {
      while (this.#wakes.size > 0) {
        const known = this.#known;
        await pause(IDLE_POLL_MS);
        // Whoever was woken meanwhile reads to the end, whoever wrote there.
        if (this.#known === known) this.advanceTo(await this.readHead());
      }
    } catch {
      this.wakeAll();
    } finally {
      this.#isPolling = false;
    }
  }

  private wakeAll(): void {
    for (const wake of this.#wakes) wake();
  }
}

function awakening(): { readonly promise: Promise<void>; readonly wake: () => void } {
  let wake = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return { promise, wake };
}
