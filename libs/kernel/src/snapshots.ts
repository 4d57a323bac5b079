import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';

import { type EventStore, type Revision, type StreamName } from '@chargebook/event-store';
import { LRUCache } from 'lru-cache';

import { type Aggregate } from './aggregate';
import { Deadline } from './deadline';
import { type DomainEvent, type RejectionShape } from './decider';
import { type Folded, foldRecorded, standsAt } from './folded';

/** A stream's fold as it was kept beside the log. */
interface Snapshot {
  /** Of the last event in it, and that event's id as a proof. */
  readonly revision: Revision;
  readonly eventId: string;
  /** Good for the code alone that made it; behind a digest of it, the stream and its place. */
  readonly fold: Uint8Array;
}

/** Where snapshots are kept: the last one of a stream by this code, and any may be lost. */
export interface SnapshotTable {
  find(stream: StreamName): Promise<Snapshot | undefined>;
  keep(stream: StreamName, snapshot: Snapshot): Promise<void>;
}

export interface SnapshotOptions {
  readonly table: SnapshotTable;
  /** Told of what went wrong; the log is read instead. */
  readonly onTrouble: (stream: StreamName, cause: unknown) => void;
  /** A shorter stream is read, which is as quick. */
  readonly minEvents?: number;
}

const MIN_EVENTS = 2_000;
/** A stream whose first page holds fewer is short. */
const LONG_PAGE = 500;
/** A new one is worth it when the stream has grown by this part. */
const GROWN_BY = 10n;
/** To copy more would keep the process from its other work. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Longer than that nobody waits for one … */
const FOUND_WITHIN_MS = 1_000;
/** … and when there was trouble, nobody asks for so long. */
const REST_MS = 10_000;
const REMEMBERED_STREAMS = 10_000;

type AnyFold = Folded<unknown>;

/**
 * Folds of long streams, kept so that a process that has just started need not read all of their
 * events. The log decides: a snapshot is believed only while its last event stands there.
 */
export class Snapshots {
  /** At which revision a stream was kept last, as far as this process knows. */
  private readonly keptAt = new LRUCache<StreamName, Revision>({ max: REMEMBERED_STREAMS });
  private readonly minEvents: number;
  private readonly offered = new Set<StreamName>();
  private keeping = Promise.resolve();
  private restsUntilMs = 0;

  constructor(
    private readonly store: EventStore,
    private readonly options: SnapshotOptions,
  ) {
    this.minEvents = options.minEvents ?? MIN_EVENTS;
  }

  /** True when a stream that begins with so many events may have one. */
  mayBeThere(firstEvents: number): boolean {
    return firstEvents >= Math.min(this.minEvents, LONG_PAGE);
  }

  /**
   * The stream's fold up to its end, from its snapshot on; undefined where there is none to be
   * believed. @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent
   */
  async goOn<Command, Event extends DomainEvent, State, R extends RejectionShape>(
    aggregate: Aggregate<Command, Event, State, R>,
    stream: StreamName,
  ): Promise<Folded<State> | undefined> {
    const snapshot = await this.find(stream);
    if (snapshot === undefined) return undefined;
    const { revision, eventId, folded } = snapshot;
    let isBelieved = false;
    for await (const page of this.store.readStream(stream, revision - 1n)) {
      for (const recorded of page) {
        if (isBelieved) foldRecorded(aggregate, folded as Folded<State>, recorded);
        else if (recorded.id !== eventId) return undefined;
        else {
          isBelieved = true;
          // A log that was copied or restored has the event elsewhere than it was.
          standsAt(folded, recorded);
        }
      }
    }
    if (!isBelieved) return undefined;
    this.keptAt.set(stream, revision);
    return folded as Folded<State>;
  }

  /**
   * Sees to it that the fold of a stream that is idle is written down where it is due: one after
   * another, when whoever waits has his answer. `idleFold` gives it once more then, all of it in
   * the log; undefined while the stream is written.
   */
  offer(stream: StreamName, idleFold: () => AnyFold | undefined): void {
    const folded = idleFold();
    if (folded === undefined || this.offered.has(stream) || !this.isDue(stream, folded)) return;
    this.offered.add(stream);
    this.keeping = this.keeping.then(async () => {
      await nextTurn();
      this.offered.delete(stream);
      await this.keep(stream, idleFold());
    });
  }

  /** True when the stream is long, and has grown enough since its fold was kept. */
  private isDue(stream: StreamName, { revision }: AnyFold): boolean {
    if (revision === 'no-stream' || this.rests) return false;
    const grown = revision - (this.keptAt.get(stream) ?? -1n);
    return grown >= BigInt(this.minEvents) && grown * GROWN_BY >= revision;
  }

  private async keep(stream: StreamName, folded: AnyFold | undefined): Promise<void> {
    if (folded === undefined || !this.isDue(stream, folded)) return;
    const { revision, eventId } = folded;
    if (revision === 'no-stream' || eventId === undefined) return;
    try {
      const copy = serialize(folded);
      if (copy.length <= MAX_BYTES) {
        const fold = Buffer.concat([digestOf(stream, { revision, eventId, copy }), copy]);
        await this.options.table.keep(stream, { revision, eventId, fold });
      }
      this.keptAt.set(stream, revision);
    } catch (error) {
      this.rest(stream, error);
    }
  }

  private get rests(): boolean {
    return performance.now() < this.restsUntilMs;
  }

  private rest(stream: StreamName, cause: unknown): void {
    this.restsUntilMs = performance.now() + REST_MS;
    this.options.onTrouble(stream, cause);
  }

  private async find(stream: StreamName) {
    if (this.rests) return undefined;
    const late = (): Error => new Error(`it did not come within ${FOUND_WITHIN_MS} ms`);
    try {
      const asked = Deadline.after(FOUND_WITHIN_MS);
      const snapshot = await asked.bound(() => this.options.table.find(stream), late);
      return snapshot && { ...snapshot, folded: opened(stream, snapshot) };
    } catch (error) {
      this.rest(stream, error);
      return undefined;
    }
  }
}

const DIGEST_BYTES = 32;

function digestOf(
  stream: StreamName,
  { revision, eventId, copy }: Omit<Snapshot, 'fold'> & { readonly copy: Uint8Array },
): Buffer {
  return createHash('sha256').update(`${stream} ${revision} ${eventId}\0`).update(copy).digest();
}

/** Another fold than the one that was written down would be decided on. @throws Error */
function opened(stream: StreamName, { revision, eventId, fold }: Snapshot): AnyFold {
  const copy = fold.subarray(DIGEST_BYTES);
  const digest = digestOf(stream, { revision, eventId, copy });
  if (!digest.equals(fold.subarray(0, DIGEST_BYTES)))
    throw new Error('it is not as it was written');
  return deserialize(copy) as AnyFold;
}
