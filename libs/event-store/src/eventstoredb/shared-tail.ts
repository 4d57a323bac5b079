import { unlessAborted } from '../interruptions';
import { type LogPage } from './page-gathering';
import { type OpenLog, TailReading } from './tail-reading';

/**
 * The end of the log, read once for all of this process who follow it there: with a subscription
 * each, every event would be sent, decoded and parsed as often as there are followers. Who falls
 * behind what is kept has to read for himself until he is at the end again.
 */
export class SharedTail {
  #reading: TailReading | undefined;

  constructor(private readonly open: OpenLog) {}

  /** True for a reader who has caught up at the position, unless he is behind what is kept. */
  canBeJoinedAt(position: bigint): boolean {
    return this.#reading?.hasAllBehind(position) ?? true;
  }

  /**
   * What comes behind the position, for a reader who has caught up there, until `signal` aborts,
   * or until he has fallen behind. @throws StoreUnavailable
   */
  async *pagesBehind(position: bigint, signal: AbortSignal): AsyncGenerator<LogPage> {
    const reading = (this.#reading ??= new TailReading(this.open, position));
    reading.readers += 1;
    try {
      yield* pagesOf(reading, position, signal);
    } catch (error) {
      this.leave(reading);
      throw error;
    } finally {
      reading.readers -= 1;
      if (reading.readers === 0) this.leave(reading).end();
    }
  }

  private leave(reading: TailReading): TailReading {
    if (this.#reading === reading) this.#reading = undefined;
    return reading;
  }
}

async function* pagesOf(
  reading: TailReading,
  position: bigint,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  let reach = position;
  let isCaughtUp = true;
  while (!signal.aborted && reading.hasAllBehind(reach)) {
    const page = reading.pageBehind(reach, isCaughtUp);
    if (page === undefined) {
      await unlessAborted(reading.more(), signal);
    } else {
      ({ reach, caughtUp: isCaughtUp } = page);
      yield page;
    }
  }
}
