import { type LogPlace } from '../position-token';
import { type LogPage } from './log-reader';

/** Long enough for followers that were woken together and came a little apart. */
const KEPT_MS = 50;
/** A larger page is of the past, where few followers meet, and would weigh too much. */
const MOST_KEPT_EVENTS = 200;

interface Kept {
  readonly page: Promise<LogPage>;
  readonly untilMs: number;
}

export interface PageSource {
  page(after: LogPlace): Promise<LogPage>;
  /** How far the log is known to go. */
  known(): bigint;
}

/**
 * Followers of the log's end walk from page to page, each at its own time: what one has read serves
 * the others too, so that an event is fetched and parsed once for all of them.
 */
export class RecentPages {
  readonly #kept = new Map<bigint, Kept>();

  constructor(private readonly source: PageSource) {}

  /** The page behind a place, read now or a moment ago. */
  behind(after: LogPlace): Promise<LogPage> {
    this.forgetOld();
    const kept = this.#kept.get(after.position);
    if (kept !== undefined) return kept.page.then((page) => this.asOfNow(page));
    const page = this.source.page(after);
    this.#kept.set(after.position, { page, untilMs: Number.POSITIVE_INFINITY });
    page.then(
      (read) => this.keep(after, read),
      () => this.#kept.delete(after.position),
    );
    return page;
  }

  private keep(after: LogPlace, page: LogPage): void {
    const { position } = after;
    const isOfUse = page.reach.position > position && page.events.length <= MOST_KEPT_EVENTS;
    const untilMs = performance.now() + KEPT_MS;
    if (isOfUse) this.#kept.set(position, { page: Promise.resolve(page), untilMs });
    else this.#kept.delete(position);
  }

  private forgetOld(): void {
    const nowMs = performance.now();
    for (const [position, { untilMs }] of this.#kept) {
      if (untilMs < nowMs) this.#kept.delete(position);
    }
  }

  private asOfNow(page: LogPage): LogPage {
    return { ...page, isFull: page.isFull || this.source.known() > page.reach.position };
  }
}
