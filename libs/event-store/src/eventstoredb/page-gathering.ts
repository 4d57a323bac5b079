import { isSystemStream } from '../system-streams';
import { logPosition } from './wire-positions';
import { type ReadMessage } from './read-messages';
import { type LogRecord } from './wire-records';

/** What came since the page before, without the events of system streams. */
export interface LogPage {
  readonly records: readonly LogRecord[];
  /** Everything up to and including this position was given. */
  readonly reach: bigint;
  readonly caughtUp: boolean;
}

const MAX_PAGE_EVENTS = 2_000;
const MAX_PAGE_BYTES = 8 * 1024 * 1024;
/** A position that moved over system streams alone is not worth a page each time. */
const QUIET_PAGE_MS = 250;
/** Some servers have sent checkpoints that are no positions. */
const HIGHEST_CHECKPOINT = logPosition({ commit: String(2n ** 63n - 1n), prepare: '0' });

/** Makes pages of messages. The server says once that it is live, and when it fell behind again. */
export class PageGathering {
  #records: LogRecord[] = [];
  #bytes = 0;
  #isLive = false;
  #isLiveSaid = false;
  #given: bigint;
  #givenAtMs = performance.now();

  constructor(private reached: bigint) {
    this.#given = reached;
  }

  get reach(): bigint {
    return this.reached;
  }

  get isFull(): boolean {
    return this.#records.length >= MAX_PAGE_EVENTS || this.#bytes >= MAX_PAGE_BYTES;
  }

  get hasRecords(): boolean {
    return this.#records.length > 0;
  }

  /** True when a page should be given although more might come: there is no more at present. */
  get isDue(): boolean {
    if (this.#isLive && (this.hasRecords || !this.#isLiveSaid)) return true;
    const isQuietFor = performance.now() - this.#givenAtMs;
    return this.reached > this.#given && !this.hasRecords && isQuietFor >= QUIET_PAGE_MS;
  }

  add({ record, checkpoint, says }: ReadMessage): void {
    if (record !== undefined) this.addRecord(record);
    if (checkpoint !== undefined) this.advanceTo(checkpoint);
    if (says === 'caught-up') this.#isLive = true;
    if (says === 'fell-behind') this.fallBehind();
  }

  /** Nothing that the reader is to see stands up to and including that position. */
  advanceTo(position: bigint): void {
    if (position > this.reached && position < HIGHEST_CHECKPOINT) this.reached = position;
  }

  /** The page, which is caught up unless messages are there that belong to it. */
  take(caughtUp: boolean): LogPage {
    const page = {
      records: this.#records,
      reach: this.reached,
      caughtUp: caughtUp && this.#isLive,
    };
    this.#isLiveSaid ||= page.caughtUp;
    this.#records = [];
    this.#bytes = 0;
    this.#given = this.reached;
    this.#givenAtMs = performance.now();
    return page;
  }

  /** After a drop the server may send again what it sent before. */
  private addRecord(record: LogRecord): void {
    if (record.position <= this.reached) return;
    this.reached = record.position;
    if (isSystemStream(record.stream)) return;
    this.#records.push(record);
    this.#bytes += record.data.length + record.metadata.length;
  }

  private fallBehind(): void {
    this.#isLive = false;
    this.#isLiveSaid = false;
  }
}
