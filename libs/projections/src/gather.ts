import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

import { type EventStore, type FollowedBatch, type Position } from '@chargebook/event-store';

/** Gathered batches hold this many events, or one followed batch where that one holds more. */
export const PAGE_EVENTS = 2_000;

export interface Gathering {
  readonly after: Position | 'start';
  readonly signal: AbortSignal;
  /** Least time between two batches of a log that is at its end; more come together meanwhile. */
  readonly gatherMs: () => number;
  /** Longest time that something is held back which is not urgent. */
  readonly holdMs: number;
  /** False for what changes nothing, while nobody waits for it. */
  readonly isUrgent: (page: FollowedBatch) => boolean;
}

/**
 * Follows the log. What is behind comes in full pages with the next one fetched meanwhile; what is
 * new comes at once after a pause, else gathered, so that a busy log costs few transactions. What
 * is not urgent is held until something urgent joins it, or somebody waits for it.
 */
export async function* gather(
  store: EventStore,
  gathering: Gathering,
): AsyncGenerator<FollowedBatch> {
  const { after, signal, gatherMs } = gathering;
  const ended = new AbortController();
  const source = store.follow(after, AbortSignal.any([signal, ended.signal]));
  const pages = new PageReader(source[Symbol.asyncIterator]());
  try {
    for (;;) {
      const first = await pages.next();
      if (first === undefined) return;
      const page = await held(first, pages, gathering);
      const openedAtMs = performance.now();
      yield page;
      if (page.caughtUp) await pause(Math.max(0, openedAtMs + gatherMs() - performance.now()));
    }
  } finally {
    ended.abort();
    await pages.close();
  }
}

async function held(
  first: FollowedBatch,
  pages: PageReader,
  { signal, gatherMs, holdMs, isUrgent }: Gathering,
): Promise<FollowedBatch> {
  const untilMs = performance.now() + holdMs;
  let page = first;
  let latest: FollowedBatch | undefined = first;
  while (mayBeHeld(page) && !isUrgent(latest ?? page) && performance.now() < untilMs) {
    await pause(gatherMs());
    if (signal.aborted) break;
    latest = await pages.nextIfThere();
    if (latest !== undefined) page = joined(page, latest);
  }
  return page;
}

function mayBeHeld({ caughtUp, events }: FollowedBatch): boolean {
  return caughtUp && events.length < PAGE_EVENTS;
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

  /** Undefined when nothing has come yet, and when nothing can: `next` then says what it is. */
  async nextIfThere(): Promise<FollowedBatch | undefined> {
    if (!(await isThere(this.ahead()))) return undefined;
    const end = await this.ahead().then(
      ({ done }) => done === true,
      () => true,
    );
    return end ? undefined : this.next();
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
