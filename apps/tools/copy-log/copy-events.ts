import {
  type CopyTarget,
  type EventStore,
  type Position,
  type RecordedEvent,
} from '@chargebook/event-store';

import { appendBatch, inBatches } from './append-batch';
import { LogDigest, type LogSummary } from './log-digest';
import { overOutage } from './over-outage';
import { eventsBehind, eventsOf, LogCursor } from './read-log';
import { assertSameEvents } from './same-events';
import { withoutGaps } from './stream-revisions';

/** All that a copy may do to the log that it is made of. */
export type LogSource = Pick<EventStore, 'head' | 'follow'>;

/** All that a copy does to the log that it makes. */
export type LogTarget = Pick<CopyTarget, 'appendInOrder' | 'head' | 'follow'>;

export interface CopyJob {
  readonly source: LogSource;
  readonly target: LogTarget;
  /** Ends the copy between two batches, to be gone on with by the next run. */
  readonly signal: AbortSignal;
  /** Told now and then how many events are the same in both, and how many were copied. */
  readonly onProgress: (same: number, copied: number) => void;
}

export interface CopyReport {
  readonly source: LogSummary;
  readonly target: LogSummary;
  readonly copied: number;
  /** Events of the source that came while the copy ran, and are not in the target. */
  readonly later: number;
}

/** So many are compared at a time. */
const COMPARED_EVENTS = 1_000;

/**
 * Makes the target's log the same as the source's, up to the end that this one has at the start.
 * What the target holds is compared from the first event on, what it lacks is appended, and then
 * compared as well. So a copy that was stopped is gone on with, and a second run proves the first.
 * @throws CopyRefused, StoreUnavailable, AppendOutcomeUnknown, and the signal's reason
 */
export async function copyLog(job: CopyJob): Promise<CopyReport> {
  try {
    const end = await overOutage(() => job.source.head(), job.signal);
    return await new LogCopy(job, end).run();
  } catch (error) {
    job.signal.throwIfAborted();
    throw error;
  }
}

class LogCopy {
  readonly #source = new LogDigest();
  readonly #target = new LogDigest();
  /** The last events that were compared, at their places in the source and in the target. */
  #same: { source: Position | 'start'; target: Position | 'start' } = {
    source: 'start',
    target: 'start',
  };
  #copied = 0;

  constructor(
    private readonly job: CopyJob,
    private readonly end: Position,
  ) {}

  async run(): Promise<CopyReport> {
    await this.bringOver();
    if (this.#copied > 0) await this.proveCopied();
    return {
      source: this.#source.summary(),
      target: this.#target.summary(),
      copied: this.#copied,
      later: await this.countLater(),
    };
  }

  private async bringOver(): Promise<void> {
    const wanted = new LogCursor(withoutGaps(this.sourceEvents()));
    try {
      await this.compareHeld(wanted);
      for await (const batch of inBatches(wanted.rest())) await this.append(batch);
    } finally {
      await wanted.close();
    }
  }

  /** Once for all: an EventStoreDB that is followed while it is written to drops who is slower. */
  private async proveCopied(): Promise<void> {
    const wanted = new LogCursor(this.sourceEvents());
    try {
      await this.compareHeld(wanted);
      const [lacking] = await wanted.take(1);
      if (lacking !== undefined)
        throw new Error('the target does not show what was appended to it');
    } finally {
      await wanted.close();
    }
  }

  /** All that the source has behind what was compared, up to the end of the copy. */
  private sourceEvents(): AsyncGenerator<readonly RecordedEvent[]> {
    const { source, signal } = this.job;
    return eventsOf(source, { after: this.#same.source, end: this.end }, signal);
  }

  /** Takes as many of the wanted events as the target holds behind what was compared. */
  private async compareHeld(wanted: LogCursor): Promise<void> {
    const { target, signal } = this.job;
    const held = new LogCursor(eventsBehind(target, this.#same.target, signal));
    try {
      for (;;) {
        const page = await held.take(COMPARED_EVENTS);
        if (page.length === 0) return;
        this.compare(await wanted.take(page.length), page);
      }
    } finally {
      await held.close();
    }
  }

  private compare(wanted: readonly RecordedEvent[], held: readonly RecordedEvent[]): void {
    assertSameEvents(wanted, held, this.#target.events + 1);
    this.#source.add(wanted);
    this.#target.add(held);
    const [source, target] = [wanted.at(-1)?.position, held.at(-1)?.position];
    if (source !== undefined && target !== undefined) this.#same = { source, target };
    this.tellProgress();
  }

  private async append(batch: readonly RecordedEvent[]): Promise<void> {
    this.job.signal.throwIfAborted();
    await appendBatch(this.job.target, batch, this.job.signal);
    this.#copied += batch.length;
    this.tellProgress();
  }

  private tellProgress(): void {
    this.job.onProgress(this.#target.events, this.#copied);
  }

  private async countLater(): Promise<number> {
    let count = 0;
    const { source, signal } = this.job;
    for await (const page of eventsBehind(source, this.end, signal)) count += page.length;
    return count;
  }
}
