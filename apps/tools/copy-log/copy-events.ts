import {
  type CopyTarget,
  type EventStore,
  type Position,
  type RecordedEvent,
} from '@chargebook/event-store';

import { appendBatch, inBatches } from './append-batch';
import { LogDigest, type LogSummary } from './log-digest';
import { eventsBehind, LogCursor } from './read-log';
import { assertSameEvents, moreThanSource } from './same-events';
import { StreamRevisions } from './stream-revisions';

/** All that a copy may do to the log that it is made of. */
export type LogSource = Pick<EventStore, 'head' | 'follow'>;

/** All that a copy does to the log that it makes. */
export type LogTarget = Pick<CopyTarget, 'appendInOrder' | 'follow'>;

export interface CopyJob {
  readonly source: LogSource;
  readonly target: LogTarget;
  /** Ends the copy between two batches, to be gone on with by the next run. */
  readonly signal: AbortSignal;
  /** Told after every batch how many events are the same in both, and how many of them are new. */
  readonly onProgress: (same: number, copied: number) => void;
}

export interface CopyReport {
  readonly source: LogSummary;
  readonly target: LogSummary;
  readonly copied: number;
  /** Events of the source that came while the copy ran, and are not in the target. */
  readonly later: number;
}

/**
 * Makes the target's log the same as the source's, up to the end that this one has at the start.
 * Both are read side by side from the first event: what the target holds is compared, what it
 * lacks is appended, read back and compared as well. So a copy that was stopped is gone on with,
 * and a second run proves the first.
 * @throws CopyRefused, StoreUnavailable, AppendOutcomeUnknown, and the signal's reason
 */
export async function copyLog(job: CopyJob): Promise<CopyReport> {
  const copy = new LogCopy(job);
  try {
    return await copy.run();
  } catch (error) {
    job.signal.throwIfAborted();
    throw error;
  } finally {
    await copy.close();
  }
}

class LogCopy {
  readonly #source = new LogDigest();
  readonly #target = new LogDigest();
  readonly #revisions = new StreamRevisions();
  readonly #held: LogCursor;
  #copied = 0;
  #reached: Position | 'start' = 'start';
  /** The comparison of the batch that was appended last goes beside the next append. */
  #comparing: Promise<void> = Promise.resolve();

  constructor(private readonly job: CopyJob) {
    this.#held = new LogCursor(job.target, job.signal);
  }

  async run(): Promise<CopyReport> {
    const { source, signal } = this.job;
    for await (const page of eventsBehind(source, 'start', signal)) await this.takeIn(page);
    await this.#comparing;
    const [more] = [...(await this.#held.takeHeld(1)), ...this.#held.untaken];
    if (more !== undefined) throw moreThanSource(more);
    return {
      source: this.#source.summary(),
      target: this.#target.summary(),
      copied: this.#copied,
      later: await this.countLater(),
    };
  }

  async close(): Promise<void> {
    await this.#comparing.catch(() => undefined);
    await this.#held.close();
  }

  private async takeIn(page: readonly RecordedEvent[]): Promise<void> {
    this.#revisions.advance(page);
    this.#source.add(page);
    this.#reached = page.at(-1)?.position ?? this.#reached;
    const held = this.#copied === 0 ? await this.#held.takeHeld(page.length) : [];
    this.compare(page, held);
    for (const batch of inBatches(page.slice(held.length))) await this.copy(batch);
  }

  private async copy(batch: readonly RecordedEvent[]): Promise<void> {
    this.job.signal.throwIfAborted();
    await appendBatch(this.job.target, batch, this.job.signal);
    this.#copied += batch.length;
    await this.#comparing;
    this.#comparing = this.compareAppended(batch);
    // It may fail while the next append is awaited; whoever awaits it next is told.
    this.#comparing.catch(() => undefined);
  }

  private async compareAppended(batch: readonly RecordedEvent[]): Promise<void> {
    this.compare(batch, await this.#held.takeAppended(batch.length));
  }

  private compare(wanted: readonly RecordedEvent[], held: readonly RecordedEvent[]): void {
    assertSameEvents(wanted, held, this.#target.events + 1);
    this.#target.add(held);
    this.job.onProgress(this.#target.events, this.#copied);
  }

  private async countLater(): Promise<number> {
    let count = 0;
    for await (const page of eventsBehind(this.job.source, this.#reached, this.job.signal)) {
      count += page.length;
    }
    return count;
  }
}
