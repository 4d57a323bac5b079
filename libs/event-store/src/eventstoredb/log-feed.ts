import { StoreUnavailable } from '../errors';
import { type ReadMessage } from './read-messages';
import { type ReadCall } from './wire-client';
import { unavailable } from './wire-errors';

/**
 * A subscription's messages, taken one by one: what is not taken stays with the server, but for
 * the few that its window lets through. Every end of it is a drop, a regular one too.
 */
export class LogFeed {
  #trouble: StoreUnavailable | undefined;
  #wake = (): void => undefined;

  constructor(private readonly call: ReadCall) {
    call.on('readable', () => this.#wake());
    call.on('error', (error: unknown) => this.drop(unavailable(error)));
    call.on('end', () => this.drop(new StoreUnavailable('the server ended the subscription')));
  }

  /**
   * The next message, or null when none is there.
   * @throws StoreUnavailable when none will come
   */
  take(): ReadMessage | null {
    const message = this.call.read() as ReadMessage | null;
    if (message === null && this.#trouble !== undefined) throw this.#trouble;
    return message;
  }

  /** Resolves once there may be something to take, after the time, or when `signal` aborts. */
  async more(timeoutMs: number, signal: AbortSignal): Promise<'more' | 'silence'> {
    if (signal.aborted || this.#trouble !== undefined) return 'more';
    let timer: NodeJS.Timeout | undefined;
    const outcome = await new Promise<'more' | 'silence'>((resolve) => {
      this.#wake = () => resolve('more');
      signal.addEventListener('abort', this.#wake, { once: true });
      timer = setTimeout(() => resolve('silence'), timeoutMs);
    });
    clearTimeout(timer);
    signal.removeEventListener('abort', this.#wake);
    return outcome;
  }

  cancel(): void {
    this.call.cancel();
  }

  private drop(trouble: StoreUnavailable): void {
    this.#trouble ??= trouble;
    this.#wake();
  }
}
