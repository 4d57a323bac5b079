import { type FollowedBatch, type RecordedEvent } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { CheckpointMoved, GenerationRetired, isPoison } from './database-errors';
import { GroupFold, type ReadEvent } from './group-fold';
import { qualified, tableOf } from './names';
import { Parking, type Poison } from './parking';
import { type ParseEvent, type ProjectedEvent, type ProjectionGroup } from './projection';
import { isReadable, readEvents, type WaitingFor } from './read-events';
import {
  advanceCheckpoint,
  type Checkpoint,
  type Generation,
  isSameCheckpoint,
  lockGeneration,
} from './registry';
import { inTransaction, onConnection, type TransactionSetting } from './transaction';

export interface Written {
  readonly waitingFor: WaitingFor | undefined;
  readonly poison: readonly Poison[];
}

export interface GenerationWriting {
  readonly setting: TransactionSetting;
  readonly group: ProjectionGroup;
  readonly parse: ParseEvent;
}

/**
 * Folds batches into the tables of one generation: rows and checkpoint in one transaction that
 * begins by locking and comparing the checkpoint, so that two writers never fold one event twice.
 */
export class GenerationWriter {
  private readonly parking: Parking;
  private readonly tables: GroupFold;
  private checkpoint: Checkpoint;

  private constructor(
    private readonly writing: GenerationWriting,
    private readonly generation: Generation,
  ) {
    this.parking = new Parking(generation);
    this.checkpoint = generation.checkpoint;
    this.tables = new GroupFold({
      group: writing.group,
      tableOf: (projection) => qualified(tableOf(projection, generation.generation)),
      parking: this.parking,
    });
  }

  /** Undefined when the generation is no longer kept. */
  static async open(
    writing: GenerationWriting,
    { groupName, generation }: Generation,
  ): Promise<GenerationWriter | undefined> {
    return inTransaction(writing.setting, async (client) => {
      const present = await lockGeneration(client, { groupName, generation });
      if (present === undefined || !isKept(present)) return undefined;
      const writer = new GenerationWriter(writing, present);
      await writer.parking.load(client);
      return writer;
    });
  }

  /** The generation as it was when the writer was opened. */
  get opened(): Generation {
    return this.generation;
  }

  get reached(): Checkpoint {
    return this.checkpoint;
  }

  /** True when the batch may change a row, or must be looked at for another reason. */
  isTouchedBy(batch: FollowedBatch): boolean {
    const { events, waitingFor } = readEvents(batch.events, this.writing.parse);
    if (waitingFor !== undefined || !events.every(isReadable)) return true;
    return this.tables.isTouchedBy(events);
  }

  /**
   * Folds the batch up to the first event that is newer than the code.
   * @throws CheckpointMoved, GenerationRetired, or what the database said; then open anew.
   */
  async write(batch: FollowedBatch): Promise<Written> {
    const { events, waitingFor } = readEvents(batch.events, this.writing.parse);
    const next = this.checkpointAfter(events, waitingFor === undefined ? batch : undefined);
    if (isSameCheckpoint(next, this.checkpoint)) return { waitingFor, poison: [] };
    const poison = await this.fold(events, next);
    return { waitingFor, poison };
  }

  private async fold(events: readonly ReadEvent[], next: Checkpoint): Promise<readonly Poison[]> {
    const readable = events.filter(isReadable);
    if (readable.length < events.length) return this.foldOneByOne(events, next);
    if (await this.passesOver(readable, next)) return [];
    try {
      await this.transact(next, (client) => this.tables.foldTogether(client, readable));
      return [];
    } catch (error) {
      if (!isPoison(error)) throw error;
      return this.foldOneByOne(events, next);
    }
  }

  /** Most groups have nothing to do with most events: those cost no transaction. */
  private async passesOver(events: readonly ProjectedEvent[], to: Checkpoint): Promise<boolean> {
    if (this.tables.isTouchedBy(events)) return false;
    const from = this.checkpoint;
    const isAdvanced = await onConnection(this.writing.setting, (client) =>
      advanceCheckpoint(client, this.generation, { from, to }),
    );
    // Where another runner came first, the transaction finds out what has happened.
    if (!isAdvanced) return false;
    this.checkpoint = to;
    return true;
  }

  private foldOneByOne(events: readonly ReadEvent[], next: Checkpoint): Promise<readonly Poison[]> {
    return this.transact(next, (client) => this.tables.foldOneByOne(client, events));
  }

  private async transact<Result>(
    next: Checkpoint,
    work: (client: ClientBase) => Promise<Result>,
  ): Promise<Result> {
    try {
      const result = await inTransaction(this.writing.setting, async (client) => {
        await this.moveCheckpoint(client, next);
        return work(client);
      });
      this.checkpoint = next;
      this.tables.commit();
      return result;
    } catch (error) {
      this.tables.forget();
      throw error;
    }
  }

  /** Compares and moves it, and so locks it until the transaction ends. */
  private async moveCheckpoint(client: ClientBase, to: Checkpoint): Promise<void> {
    const { groupName, generation } = this.generation;
    const from = this.checkpoint;
    if (await advanceCheckpoint(client, this.generation, { from, to })) return;
    const present = await lockGeneration(client, this.generation);
    throw present !== undefined && isKept(present)
      ? new CheckpointMoved(groupName, generation)
      : new GenerationRetired(groupName, generation);
  }

  /** Without the batch: only as far as the events go. */
  private checkpointAfter(
    events: readonly ReadEvent[],
    batch: FollowedBatch | undefined,
  ): Checkpoint {
    const last: RecordedEvent | undefined = events.at(-1)?.recorded;
    return {
      position: batch?.position ?? last?.position ?? this.checkpoint.position,
      mark: last ? { position: last.position, eventId: last.id } : this.checkpoint.mark,
    };
  }
}

function isKept({ state }: Generation): boolean {
  return state === 'filling' || state === 'indexed' || state === 'live';
}
