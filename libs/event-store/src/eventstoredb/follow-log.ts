import { StoreUnavailable } from '../errors';
import { backOff, unlessAborted } from '../interruptions';
import { LogFeed } from './log-feed';
import { type LogPage, PageGathering } from './page-gathering';
import { type SharedTail } from './shared-tail';
import { type ReadCall } from './wire-client';

export interface LogCalls {
  subscribe(after: bigint): Promise<ReadCall>;
  head(): Promise<bigint>;
  /** True when an event that is not of a system stream stands behind the position. */
  hasEventBehind(position: bigint): Promise<boolean>;
}

export interface FollowedLog extends LogCalls {
  /** The position to begin behind. */
  start(): Promise<bigint>;
  /** Where all read who have caught up. */
  readonly tail: SharedTail;
  onInterruption(error: StoreUnavailable): void;
}

/** While the server sends a long past, a page may wait so long to become full. */
const GATHER_MS = 20;
const FIRST_SILENCE_MS = 250;
const LONGEST_SILENCE_MS = 5_000;

/** The log page by page, then live, until `signal` aborts. The reader pulls. */
export async function* followLog(log: FollowedLog, signal: AbortSignal): AsyncGenerator<LogPage> {
  let reach: bigint | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      reach ??= await unlessAborted(log.start(), signal);
      if (reach === undefined) return;
      for await (const page of pagesBehind(log, reach, signal)) {
        failures = 0;
        reach = page.reach;
        yield page;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (!signal.aborted) log.onInterruption(error);
      await backOff(failures, signal);
      failures += 1;
    }
  }
}

/** By oneself up to the end of the log, and there together with all others. */
async function* pagesBehind(
  log: FollowedLog,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  let reach = after;
  while (!signal.aborted) {
    for await (const page of subscribedPages(log, reach, signal)) {
      reach = page.reach;
      yield page;
      if (page.caughtUp && log.tail.canBeJoinedAt(reach)) break;
    }
    if (signal.aborted) return;
    for await (const page of log.tail.pagesBehind(reach, signal)) {
      reach = page.reach;
      yield page;
    }
  }
}

/** The log behind the position by a subscription, until `signal` aborts. */
export async function* subscribedPages(
  log: LogCalls,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  const subscribing = log.subscribe(after);
  const call = await unlessAborted(subscribing, signal);
  if (call === undefined) return cancelLate(subscribing);
  const feed = new LogFeed(call);
  const gathering = new PageGathering(after);
  try {
    yield* pagesOf(feed, gathering, new SilenceWatch(log, signal));
  } finally {
    feed.cancel();
  }
}

async function* pagesOf(
  feed: LogFeed,
  gathering: PageGathering,
  watch: SilenceWatch,
): AsyncGenerator<LogPage> {
  while (!watch.isOver) {
    const message = feed.take();
    if (message !== null) {
      gathering.add(message);
      if (gathering.isFull) yield gathering.take(false);
    } else if (gathering.isDue) {
      watch.noteLife(gathering);
      yield gathering.take(true);
    } else if ((await watch.more(feed, gathering)) === 'silence') {
      if (gathering.hasRecords) yield gathering.take(true);
      else await watch.inquire(gathering);
    }
  }
}

/**
 * A subscription says nothing while there is nothing to say, nor when it is broken without an end.
 * So when it is silent, the log itself is asked: that finds a dead connection, an event that ought
 * to have come, and where the log ends, so that the position moves over system streams too.
 */
class SilenceWatch {
  #silenceMs = FIRST_SILENCE_MS;
  #missingBehind: bigint | undefined;

  constructor(
    private readonly log: LogCalls,
    private readonly signal: AbortSignal,
  ) {}

  get isOver(): boolean {
    return this.signal.aborted;
  }

  more(feed: LogFeed, gathering: PageGathering): Promise<'more' | 'silence'> {
    return feed.more(gathering.hasRecords ? GATHER_MS : this.#silenceMs, this.signal);
  }

  noteLife(gathering: PageGathering): void {
    if (gathering.hasRecords) this.#silenceMs = FIRST_SILENCE_MS;
  }

  /** @throws StoreUnavailable when the log cannot be asked, or an event stays out */
  async inquire(gathering: PageGathering): Promise<void> {
    this.#silenceMs = Math.min(LONGEST_SILENCE_MS, this.#silenceMs * 2);
    const { reach } = gathering;
    const end = await unlessAborted(this.endWithoutEvents(reach), this.signal);
    if (end !== undefined) gathering.advanceTo(end);
    const isMissing = end === undefined && !this.signal.aborted;
    if (isMissing && this.#missingBehind === reach) {
      throw new StoreUnavailable('the subscription fell silent');
    }
    this.#missingBehind = isMissing ? reach : undefined;
  }

  /** Where the log ends, unless an event stands between here and there. */
  private async endWithoutEvents(reach: bigint): Promise<bigint | undefined> {
    const head = await this.log.head();
    if (head <= reach) return reach;
    return (await this.log.hasEventBehind(reach)) ? undefined : head;
  }
}

function cancelLate(subscribing: Promise<ReadCall>): void {
  subscribing.then(
    (call) => call.cancel(),
    () => undefined,
  );
}
