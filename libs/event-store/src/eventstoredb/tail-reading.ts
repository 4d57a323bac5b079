import { type LogPage } from './page-gathering';

/** Reads the log behind a position until `signal` aborts. */
export type OpenLog = (after: bigint, signal: AbortSignal) => AsyncGenerator<LogPage>;

/** So much text is kept for those who are not as fast as the fastest reader. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024;
/** What an event takes beside its text. */
const EVENT_BYTES = 1_024;

interface KeptPage {
  readonly page: LogPage;
  readonly bytes: number;
}

/** One subscription, and its latest pages. It is read on when a reader has read all of them. */
export class TailReading {
  readers = 0;
  readonly #ending = new AbortController();
  readonly #pages: AsyncGenerator<LogPage>;
  readonly #kept: KeptPage[] = [];
  #keptBytes = 0;
  #reach: bigint;
  #isCaughtUp = false;
  #isOver = false;
  #more: Promise<void> | undefined;

  /** @param begin everything that stands behind this position will be kept for a while */
  constructor(
    open: OpenLog,
    private begin: bigint,
  ) {
    this.#pages = open(begin, this.#ending.signal);
    this.#reach = begin;
  }

  /** False when some of that is kept no longer, or nothing more will come. */
  hasAllBehind(position: bigint): boolean {
    return this.begin <= position && (!this.#isOver || position < this.#reach);
  }

  /** Undefined when there is nothing to say to a reader who is there. */
  pageBehind(position: bigint, isToldCaughtUp: boolean): LogPage | undefined {
    // From the end: that is where nearly all of those who ask are.
    const before = this.#kept.findLastIndex(({ page }) => page.reach <= position);
    const found = this.#kept[before + 1]?.page;
    if (found !== undefined) {
      const records = found.records.filter((record) => record.position > position);
      const isLast = found.reach === this.#reach;
      return { records, reach: found.reach, caughtUp: isLast && this.#isCaughtUp };
    }
    if (isToldCaughtUp || !this.#isCaughtUp || position !== this.#reach) return undefined;
    return { records: [], reach: position, caughtUp: true };
  }

  /** One page more, whoever asks. @throws StoreUnavailable */
  more(): Promise<void> {
    this.#more ??= this.pull().finally(() => {
      this.#more = undefined;
    });
    return this.#more;
  }

  /** Nobody reads any more: the subscription is cancelled, whatever it is at. */
  end(): void {
    this.#ending.abort();
    this.#pages.return(undefined).catch(() => undefined);
  }

  private async pull(): Promise<void> {
    const { done, value: page } = await this.#pages.next();
    if (done === true) this.#isOver = true;
    else this.keep(page);
  }

  private keep(page: LogPage): void {
    this.#isCaughtUp = page.caughtUp;
    if (page.reach === this.#reach) return;
    this.#reach = page.reach;
    const bytes = sizeOf(page);
    this.#kept.push({ page, bytes });
    this.#keptBytes += bytes;
    while (this.#keptBytes > MOST_KEPT_BYTES && this.#kept.length > 1) this.dropOldest();
  }

  private dropOldest(): void {
    const oldest = this.#kept.shift();
    if (oldest === undefined) return;
    this.#keptBytes -= oldest.bytes;
    this.begin = oldest.page.reach;
  }
}

function sizeOf({ records }: LogPage): number {
  return records.reduce(
    (bytes, { data, metadata }) => bytes + data.length + metadata.length + EVENT_BYTES,
    EVENT_BYTES,
  );
}
