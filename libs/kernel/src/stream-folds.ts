import { type EventStore, type StreamName } from '@chargebook/event-store';
import { LRUCache } from 'lru-cache';

import { type Aggregate } from './aggregate';
import { ANSWER_WITHIN_MS, Deadline } from './deadline';
import { type DomainEvent, type RejectionShape } from './decider';
import { type Folded } from './folded';
import { categoryOf, streamNameOf } from './ids';
import { type Attempt, type Letter } from './letters';
import { type FoldSlot, Mailbox } from './mailbox';
import { type SnapshotOptions, Snapshots } from './snapshots';

/** The cached folds hold at most this many things and remembered commands in all: some 150 MB. */
const MAX_CACHED_THINGS = 100_000;

/** Any aggregate, where only its category matters. */
// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds aggregates of all types
export type AnyAggregate = Aggregate<any, any, any, any>;

type AnyMailbox = Mailbox<unknown, DomainEvent, unknown, RejectionShape>;

export interface StreamFoldsOptions {
  readonly store: EventStore;
  readonly aggregates: readonly AnyAggregate[];
  readonly maxCachedThings?: number;
  /** None are kept when not said. */
  readonly snapshots?: SnapshotOptions;
}

/**
 * The streams of all contexts: their mailboxes while there is work, their folds while there is
 * room, and those of long streams beside the log.
 */
export class StreamFolds {
  private readonly mailboxes = new Map<StreamName, AnyMailbox>();
  private readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  private readonly folds: LRUCache<StreamName, Folded<unknown>>;
  private readonly store: EventStore;
  private readonly snapshots: Snapshots | undefined;

  constructor({ store, aggregates, maxCachedThings, snapshots }: StreamFoldsOptions) {
    const maxSize = maxCachedThings ?? MAX_CACHED_THINGS;
    this.folds = new LRUCache({ maxSize, sizeCalculation: sizeOf });
    this.store = store;
    this.snapshots = snapshots && new Snapshots(store, snapshots);
    this.aggregates = new Map(aggregates.map((aggregate) => [aggregate.category, aggregate]));
  }

  /** Posts to the stream's mailbox; see `Mailbox.post` for the errors. */
  async post<State, Result>(
    stream: StreamName,
    letter: Letter<State, Result>,
    deadline: Deadline,
  ): Promise<Result> {
    return this.mailboxOf(stream).post(letter as Letter<unknown, Result>, deadline);
  }

  /** The present fold as `view` shows it: read from the log's end, never behind it. */
  read<State, View>(
    stream: StreamName,
    view: (folded: Readonly<Folded<State>>) => View,
    deadline: Deadline = Deadline.after(ANSWER_WITHIN_MS),
  ): Promise<View> {
    const attempt = (folded: Readonly<Folded<State>>): Attempt<View> => {
      return { kind: 'answer', result: view(folded) };
    };
    return this.post<State, View>(stream, { attempt }, deadline);
  }

  /** As `read`, but on the cached fold where there is one: a hint, good for what cannot change. */
  async peek<State, View>(
    stream: StreamName,
    view: (folded: Readonly<Folded<State>>) => View,
    deadline?: Deadline,
  ): Promise<View> {
    const cached = this.folds.get(stream) as Folded<State> | undefined;
    return cached === undefined ? this.read(stream, view, deadline) : view(cached);
  }

  /** As `read`, of the context's stream of that id. */
  readThing<State, View>(
    aggregate: { readonly category: string; readonly decider: { initial(): State } },
    id: string,
    view: (folded: Readonly<Folded<State>>) => View,
  ): Promise<View> {
    return this.read(streamNameOf(aggregate.category, id), view);
  }

  /** True for streams that an aggregate is for, be they there or not. */
  keeps(stream: StreamName): boolean {
    return this.aggregates.has(categoryOf(stream));
  }

  /** The aggregate that the stream belongs to, by its category. */
  aggregateOf(stream: StreamName): AnyAggregate {
    const aggregate = this.aggregates.get(categoryOf(stream));
    if (aggregate === undefined) throw new Error(`no context keeps streams like ${stream}`);
    return aggregate;
  }

  private mailboxOf(stream: StreamName): AnyMailbox {
    const present = this.mailboxes.get(stream);
    if (present !== undefined) return present;
    const aggregate = this.aggregateOf(stream);
    const { store } = this;
    const onIdle = (): void => this.retire(stream);
    const mailbox = new Mailbox({ store, stream, aggregate, slot: this.slotOf(stream), onIdle });
    this.mailboxes.set(stream, mailbox);
    return mailbox;
  }

  private slotOf(stream: StreamName): FoldSlot<unknown> {
    const { folds } = this;
    return {
      get: () => folds.get(stream),
      set: (folded) => void (folded ? folds.set(stream, folded) : folds.delete(stream)),
      goOn: async (firstEvents) => {
        if (!this.snapshots?.mayBeThere(firstEvents)) return undefined;
        return this.snapshots.goOn(this.aggregateOf(stream), stream);
      },
    };
  }

  /** An idle mailbox goes, and the fold is weighed again, for it may have grown. */
  private retire(stream: StreamName): void {
    this.mailboxes.delete(stream);
    const folded = this.folds.get(stream);
    if (folded === undefined) return;
    // The cache weighs a value only when it is new to it.
    this.folds.delete(stream);
    this.folds.set(stream, folded);
    this.snapshots?.offer(stream, () => this.idleFold(stream));
  }

  /** While a mailbox is at work, its fold may be ahead of the log. */
  private idleFold(stream: StreamName): Folded<unknown> | undefined {
    return this.mailboxes.has(stream) ? undefined : this.folds.get(stream);
  }
}

function sizeOf(folded: Folded<unknown>): number {
  return 1 + folded.versions.size + folded.creations.size + folded.recent.size;
}
