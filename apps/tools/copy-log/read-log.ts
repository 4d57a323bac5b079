import { type EventStore, type Position, type RecordedEvent } from '@chargebook/event-store';

import { overOutage } from './over-outage';

/** How long a log may say nothing before the copy ends, to be run again later. */
const SILENCE_LIMIT_MS = 60_000;

/** All that reading a log to its end takes. */
export type ReadableLog = Pick<EventStore, 'head' | 'follow'>;

type Page = readonly RecordedEvent[];

export interface LogPart {
  /** The last event before the part. */
  readonly after: Position | 'start';
  /** The last event of the part. */
  readonly end: Position;
}

/** All events behind `after` up to the end that the log has when this begins. */
export async function* eventsBehind(
  store: ReadableLog,
  after: Position | 'start',
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const end = await overOutage(() => store.head(), signal);
  yield* eventsOf(store, { after, end }, signal);
}

/** @throws Error when the log is silent for too long, and the signal's reason */
export async function* eventsOf(
  store: Pick<EventStore, 'follow'>,
  { after, end }: LogPart,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const leaving = new AbortController();
  const batches = store.follow(after, AbortSignal.any([signal, leaving.signal]));
  const iterator = batches[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await unlessSilent(iterator.next());
      if (done === true) break;
      const { events, position, caughtUp } = value;
      yield events.filter((event) => event.position <= end);
      if (caughtUp || position >= end) return;
    }
  } finally {
    leaving.abort();
    await iterator.return?.();
  }
  signal.throwIfAborted();
}

/** Takes the events of pages in other portions. */
export class LogCursor {
  #read: Page = [];

  constructor(private readonly pages: AsyncGenerator<Page>) {}

  /** So many of the next events, or fewer at the end of the log. */
  async take(count: number): Promise<Page> {
    while (this.#read.length < count) {
      const { done, value } = await this.pages.next();
      if (done === true) break;
      this.#read = [...this.#read, ...value];
    }
    const taken = this.#read.slice(0, count);
    this.#read = this.#read.slice(count);
    return taken;
  }

  /** Pages of all that was not taken. */
  async *rest(): AsyncGenerator<Page> {
    yield this.#read;
    yield* this.pages;
  }

  async close(): Promise<void> {
    await this.pages.return(undefined);
  }
}

async function unlessSilent<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    const reason = 'a log gives no more of its events: run this again when its server answers';
    timer = setTimeout(() => reject(new Error(reason)), SILENCE_LIMIT_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
