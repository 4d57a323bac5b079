import { deserialize, serialize } from 'node:v8';

import { type EventStore, type Revision, type StreamName } from '@chargebook/event-store';

import { Deadline } from './deadline';
import { type Folded } from './folded';

/** A stream's fold as it was kept beside the log. */
export interface Snapshot {
  /** Of the last event in it, and that event's id as a proof. */
  readonly revision: Revision;
  readonly eventId: string;
  /** Good for the code alone that made it. */
  readonly fold: Uint8Array;
}

/** Where snapshots are kept: the last one of a stream by this code, and any may be lost. */
export interface SnapshotStore {
  find(stream: StreamName): Promise<Snapshot | undefined>;
  keep(stream: StreamName, snapshot: Snapshot): Promise<void>;
}

/** Of a stream of fewer events it is quicker to read them. */
const MIN_EVENTS = 2_000;
/** A new one is worth it when the stream has grown by this part. */
const GROWN_BY = 10n;
/** Longer than that nobody waits for one: then the stream is read from its start. */
const FOUND_WITHIN_MS = 1_000;

export interface SnapshotOptions {
  readonly snapshots: SnapshotStore;
  /** Told of what went wrong; nothing depends on a snapshot. */
  readonly onTrouble: (cause: unknown) => void;
  readonly minEvents?: number;
}

/**
 * Folds of long streams, kept so that a process that has just started need not read all of their
 * events. The log decides: a snapshot is believed only while its last event stands there.
 */
export class Snapshots {
  private readonly keptAt = new WeakMap<Folded<unknown>, Revision>();

  constructor(
    private readonly store: EventStore,
    private readonly options: SnapshotOptions,
  ) {}

  /** The fold that was kept last, as old as it may be; undefined where none can be believed. */
  async restore(stream: StreamName): Promise<Folded<unknown> | undefined> {
    try {
      return await Deadline.after(FOUND_WITHIN_MS).bound(() => this.find(stream));
    } catch (error) {
      this.options.onTrouble(error);
      return undefined;
    }
  }

  /** True when the stream has grown enough since its fold was kept. */
  isDue(folded: Readonly<Folded<unknown>>): boolean {
    const { revision } = folded;
    if (revision === 'no-stream' || folded.eventId === undefined) return false;
    const grown = revision - (this.keptAt.get(folded) ?? -1n);
    return grown >= this.minEvents && grown * GROWN_BY >= revision;
  }

  /** Writes down the fold, all of which is in the log, as it is at the time of the call. */
  async keep(stream: StreamName, folded: Folded<unknown>): Promise<void> {
    const { revision, eventId } = folded;
    if (revision === 'no-stream' || eventId === undefined) return;
    this.keptAt.set(folded, revision);
    try {
      await this.options.snapshots.keep(stream, { revision, eventId, fold: serialize(folded) });
    } catch (error) {
      this.options.onTrouble(error);
    }
  }

  private get minEvents(): bigint {
    return BigInt(this.options.minEvents ?? MIN_EVENTS);
  }

  private async find(stream: StreamName): Promise<Folded<unknown> | undefined> {
    const snapshot = await this.options.snapshots.find(stream);
    if (snapshot === undefined) return undefined;
    const { revision, eventId } = snapshot;
    const last = await eventAt(this.store, stream, revision);
    if (last?.id !== eventId) return undefined;
    const folded = deserialize(snapshot.fold) as Folded<unknown>;
    // A log that was copied or restored has the event elsewhere than it was.
    folded.position = last.position;
    this.keptAt.set(folded, revision);
    return folded;
  }
}

async function eventAt(store: EventStore, stream: StreamName, revision: Revision) {
  for await (const [first] of store.readStream(stream, revision === 0n ? 'start' : revision - 1n)) {
    return first?.revision === revision ? first : undefined;
  }
  return undefined;
}
