import { inTransaction } from '@chargebook/database';
import { type EventStore, type FollowedBatch, type RecordedEvent } from '@chargebook/event-store';
import { gather, type ParseEvent, readEvents } from '@chargebook/projections';
import { type ClientBase, type Pool } from 'pg';

import { foldBonds, type NotedEvent } from './bond-fold';
import { loadDependents, loadThings, saveBonds, saveReactions } from './bond-tables';
import { type Checkpoint, moveCheckpoint } from './checkpoints';
import { type Policy } from './policy';

/** Another process has read on from the same checkpoint. */
export class CheckpointTaken extends Error {
  constructor(policy: string) {
    super(`the checkpoint of ${policy} was moved by another process`);
    this.name = 'CheckpointTaken';
  }
}

export interface ReadingSetting {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly parse: ParseEvent;
  readonly policy: Policy;
  /** Called when all of a batch was read. */
  readonly onRead: () => void;
  /** Called when reactions may have been found. */
  readonly onFound: () => void;
  readonly onPassedOver: (event: RecordedEvent) => void;
}

interface NotedBatch {
  readonly noted: readonly NotedEvent[];
  readonly unreadable: readonly RecordedEvent[];
  readonly newerThanCode: string | undefined;
  /** The last event that was read. */
  readonly last: RecordedEvent | undefined;
}

const GATHER_MS = 10;
/** What says nothing to the policy moves its checkpoint so late. */
const HOLD_MS = 500;

/**
 * Reads the log from the checkpoint on. What is found and the checkpoint are written in one
 * transaction: whatever dies, no event is read twice or passed over.
 */
export class LogReading {
  constructor(
    private readonly setting: ReadingSetting,
    private checkpoint: Checkpoint,
  ) {}

  /**
   * Until the signal; gives what it waits for where it came to an event that is newer than the
   * code. @throws CheckpointTaken, StoreUnavailable, or what the database said
   */
  async run(signal: AbortSignal): Promise<string | undefined> {
    const batches = gather(this.setting.store, {
      after: this.checkpoint.mark?.position ?? 'start',
      signal,
      gatherMs: () => GATHER_MS,
      holdMs: HOLD_MS,
      isUrgent: (page) => this.isNoted(page),
    });
    for await (const batch of batches) {
      const newerThanCode = await this.write(batch);
      if (newerThanCode !== undefined || signal.aborted) return newerThanCode;
    }
    return undefined;
  }

  private isNoted(page: FollowedBatch): boolean {
    const { noted, newerThanCode } = this.noted(page);
    return newerThanCode !== undefined || noted.length > 0;
  }

  private async write(batch: FollowedBatch): Promise<string | undefined> {
    const { pool } = this.setting;
    const { noted, unreadable, newerThanCode, last } = this.noted(batch);
    const isWhole = newerThanCode === undefined;
    const to: Checkpoint = {
      position: isWhole ? batch.position : (last?.position ?? this.checkpoint.position),
      mark: last ? { position: last.position, eventId: last.id } : this.checkpoint.mark,
    };
    if (noted.length === 0) await this.move(pool, to);
    else await inTransaction(pool, (client) => this.remember(client, noted, to));
    this.checkpoint = to;
    unreadable.forEach((event) => this.setting.onPassedOver(event));
    if (noted.length > 0) this.setting.onFound();
    if (isWhole) this.setting.onRead();
    return newerThanCode;
  }

  private async remember(
    client: ClientBase,
    noted: readonly NotedEvent[],
    to: Checkpoint,
  ): Promise<void> {
    const { name } = this.setting.policy;
    await this.move(client, to);
    const things = await loadThings(client, name, noted);
    // Dependents do not touch each other: those of one page lose the same without the others.
    for await (const dependents of loadDependents(client, name, noted)) {
      const known = { things: new Map(things), dependents };
      await saveReactions(client, name, foldBonds(name, known, noted));
    }
    await saveBonds(client, name, noted);
  }

  private async move(database: Pool | ClientBase, to: Checkpoint): Promise<void> {
    const { name } = this.setting.policy;
    const from = this.checkpoint;
    if (!(await moveCheckpoint(database, name, { from, to }))) throw new CheckpointTaken(name);
  }

  private noted({ events: recorded }: FollowedBatch): NotedBatch {
    const { parse, policy } = this.setting;
    const { events, waitingFor } = readEvents(recorded, parse);
    const noted: NotedEvent[] = [];
    const unreadable: RecordedEvent[] = [];
    for (const event of events) {
      if ('error' in event) unreadable.push(event.recorded);
      else noted.push({ event, notes: policy.notesOf(event) });
    }
    return {
      noted: noted.filter(({ notes }) => notes.length > 0),
      unreadable,
      newerThanCode: waitingFor?.newerThanCode,
      last: events.at(-1)?.recorded,
    };
  }
}
