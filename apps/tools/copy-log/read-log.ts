import {
  type EventStore,
  type FollowedBatch,
  type Position,
  type RecordedEvent,
} from '@chargebook/event-store';

/** How long a log may keep back what was appended to it. */
const SILENCE_LIMIT_MS = 60_000;

/** Reads a log from its start, as much at a time as is asked for. */
export class LogCursor {
  readonly #batches: AsyncIterator<FollowedBatch>;
  readonly #closing = new AbortController();
  #read: readonly RecordedEvent[] = [];
  #isAtEnd = false;

  constructor(store: Pick<EventStore, 'follow'>, signal: AbortSignal) {
    const either = AbortSignal.any([signal, this.#closing.signal]);
    this.#batches = store.follow('start', either)[Symbol.asyncIterator]();
  }

  /** So many of the next events, or fewer when the log has no more by now. */
  async takeHeld(count: number): Promise<readonly RecordedEvent[]> {
    while (this.#read.length < count && !this.#isAtEnd) await this.readOn();
    return this.take(count);
  }

  /** So many of the next events, which were appended and must come. */
  async takeAppended(count: number): Promise<readonly RecordedEvent[]> {
    const silence = AbortSignal.timeout(SILENCE_LIMIT_MS);
    while (this.#read.length < count) await unlessAborted(this.readOn(), silence);
    return this.take(count);
  }

  /** What was read beyond that which was taken. */
  get untaken(): readonly RecordedEvent[] {
    return this.#read;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#batches.return?.();
  }

  private take(count: number): readonly RecordedEvent[] {
    const taken = this.#read.slice(0, count);
    this.#read = this.#read.slice(count);
    return taken;
  }

  private async readOn(): Promise<void> {
    const { done, value } = await this.#batches.next();
    if (done === true) throw new Error('interrupted while reading the log');
    this.#read = [...this.#read, ...value.events];
    this.#isAtEnd = value.caughtUp;
  }
}

/** All events behind `after` up to the end that the log has when this begins. */
export async function* eventsBehind(
  store: Pick<EventStore, 'head' | 'follow'>,
  after: Position | 'start',
  signal: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  const head = await store.head();
  for await (const { events, position, caughtUp } of store.follow(after, signal)) {
    yield events.filter((event) => event.position <= head);
    if (caughtUp || position >= head) return;
  }
  signal.throwIfAborted();
}

async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new Error('the target does not show what was appended to it'));
  });
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
