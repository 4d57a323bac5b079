import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

import { type EventStore, type FollowedBatch, type Position } from '@chargebook/event-store';

/** Gathered batches hold this many events, or one followed batch where that one holds more. */
export const PAGE_EVENTS = 2_000;

export interface Gathering {
  readonly after: Position | 'start';
  readonly signal: AbortSignal;
  /** Least time between two batches of a log that is at its end; more come together meanwhile. */
  readonly gatherMs: () => number;
}

/**
 * Follows the log. What is behind comes in full pages with the next one fetched meanwhile; what is
 * new comes at once after a pause, else gathered, so that a busy log costs few transactions.
 */
export async function* gather(
  store: EventStore,
  { after, signal, gatherMs }: Gathering,
): AsyncGenerator<FollowedBatch> {
  const ended = new AbortController();
  const source = store.follow(after, AbortSignal.any([signal, ended.signal]));
  const pages = new PageReader(source[Symbol.asyncIterator]());
  try {
    for (;;) {
      const page = await pages.next();
      if (page === undefined) return;
      const openedAtMs = performance.now();
      yield page;
      if (page.caughtUp) await pause(Math.max(0, openedAtMs + gatherMs() - performance.now()));
    }
  } finally {
    ended.abort();
    await pages.close();
  }
}

type Pull = Promise<IteratorResult<FollowedBatch>>;

/** Joins followed batches that are there already, and keeps one more on its way. */
class PageReader {
  private pull: Pull | undefined;

  constructor(private readonly batches: AsyncIterator<FollowedBatch>) {}

  /** Undefined when the log is no longer followed. */
  async next(): Promise<FollowedBatch | undefined> {
    const first = await this.take();
    if (first.done === true) return undefined;
    let page = first.value;
    while (page.events.length < PAGE_EVENTS && (await isThere(this.ahead()))) {
      const more = await this.take();
      if (more.done === true) return page;
      page = joined(page, more.value);
    }
    void this.ahead();
    return page;
  }

  async close(): Promise<void> {
    await this.batches.return?.().catch(() => undefined);
  }

  private take(): Pull {
    const pull = this.ahead();
    this.pull = undefined;
    return pull;
  }

  private ahead(): Pull {
    if (this.pull === undefined) {
      this.pull = this.batches.next();
      // A failure is met where the page is taken; until then nobody else awaits it.
      this.pull.catch(() => undefined);
    }
    return this.pull;
  }
}

/** True when the batch needs no waiting for anything outside this process. */
function isThere(pull: Pull): Promise<boolean> {
  const settled = pull.then(
    () => true,
    () => false,
  );
  return Promise.race([settled, turn(false)]);
}

function joined(page: FollowedBatch, more: FollowedBatch): FollowedBatch {
  return { ...more, events: [...page.events, ...more.events] };
}
