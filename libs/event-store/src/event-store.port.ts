/** Name of one stream, `<category>-<id>`; the category is the part before the first dash. */
export type StreamName = string & { readonly __brand: 'StreamName' };

/** Number of an event within its stream, from 0n without gaps. */
export type Revision = bigint;

/**
 * Place of an event in the whole log: opaque, and sorts as text in log order. It names the store
 * and its incarnation, so that a token of another store or of a lost future can be told apart.
 */
export type Position = string & { readonly __brand: 'Position' };

/** The exact text of a JSON value; engines give it back character by character. */
export type JsonText = string;

export interface NewEvent {
  /** UUID; a repeat of an append is recognised by it, at its stream and revision alone. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonText;
  readonly metadata: JsonText;
}

/** An event with its place in its stream, which it keeps in a copy of the log. */
export interface PlacedEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: Revision;
}

export interface RecordedEvent extends PlacedEvent {
  readonly position: Position;
}

export interface AppendReceipt {
  /** Revision of the last event of the append. */
  readonly revision: Revision;
  /** Position of the last event of the append. */
  readonly position: Position;
}

/** What `follow` yields: no `events` where the position moved over ignored ones alone. */
export interface FollowedBatch {
  readonly events: readonly RecordedEvent[];
  /** Everything up to and including this position has been yielded. */
  readonly position: Position;
  /** True when nothing more was in the log at the time of the read. */
  readonly caughtUp: boolean;
}

/** What a position token means to this store. */
export type PositionVerdict = 'good' | 'foreign' | 'beyond-head' | 'lost-future';

/** What following from a token would come to: `no-event` where none stands at it. */
export type PlaceVerdict = PositionVerdict | 'no-event';

/** Where a reader stood: the last event that it took, and its id as a proof. */
export interface LogMark {
  readonly position: Position;
  readonly eventId: string;
}

export interface StoreIdentity {
  /** UUID: id of the first event of stream `store-identity`. */
  readonly storeId: string;
  /** 1 when made; one more after every restore. */
  readonly incarnation: number;
}

/** One event may hold this many bytes of data and metadata together. */
export const MAX_EVENT_BYTES = 60 * 1024;

/** An append holds at most this many events. */
export const MAX_APPEND_EVENTS = 2_000;

/** All events of an append together; EventStoreDB's own bound is 1 MiB and counts the types too. */
export const MAX_APPEND_BYTES = 900 * 1024;

/**
 * The log. One append to one stream at an exact revision is the only atomic write.
 * Every method may reject with `StoreUnavailable`.
 */
export interface EventStore {
  readonly identity: StoreIdentity;

  /**
   * Appends all events or none, behind `expected`. A repeat (the same ids at the same revisions of
   * the same stream) answers like the first time; a partial overlap is refused.
   * @throws WrongExpectedRevision, AppendOutcomeUnknown, EventTooLarge, StoreUnavailable
   * @throws StreamCut for what others deleted; events behind `no-stream` may be written then
   * @throws RangeError for no event or more than `MAX_APPEND_EVENTS`; anything else that is thrown
   *   (data that is no JSON, an id that is no UUID) is a mistake of the caller; nothing was written
   */
  append(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly NewEvent[],
  ): Promise<AppendReceipt>;

  /**
   * Pages of one stream behind `after`, up to its end at the time of the last page; none for an
   * unknown stream.
   * @throws StreamCut where others took events away
   */
  readStream(
    stream: StreamName,
    after: Revision | 'start',
  ): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The whole log behind `after` (exclusive) but for system streams, without gap, double or
   * reordering, then live, until `signal` aborts: then it ends without an error, as on `close`.
   * Survives lost connections by itself.
   * @throws PositionRefused when `after` is not a good position of this log
   */
  follow(after: Position | 'start', signal: AbortSignal): AsyncIterable<FollowedBatch>;

  /** Position of the last event of the log. */
  head(): Promise<Position>;

  /** Judges a token that came from outside; malformed and another store's are both `foreign`. */
  judge(position: string): Promise<PositionVerdict>;

  /**
   * Judges a token that came from outside and is to be followed from: an event must stand there. An
   * engine may take any number for a place, and be lost in the bytes that it finds.
   */
  verify(position: string): Promise<PlaceVerdict>;

  /** True when the event of the mark is still in the log at its position. */
  holds(mark: LogMark): Promise<boolean>;

  close(): Promise<void>;
}

/** An engine that another log can be copied into: only that needs an order across streams. */
export interface CopyTarget extends EventStore {
  /**
   * Appends events of many streams, each at its own revision, so that the log has them in this
   * order, and answers the position of the last one. Where it rejects because the store is away, a
   * first part may stand; of what had no certain outcome, others may stand behind it. Sent again as
   * it was, what stands is recognised and the rest follows. The bounds are those of one append,
   * but a single event may be as large as all of them together.
   * @throws WrongExpectedRevision when a stream is not where its first event of these would be
   *   next: somebody else writes there, and what stands of these events is not said
   * @throws OrderBroken when one was refused while others behind it were taken: trying again does
   *   not help
   * @throws AppendOutcomeUnknown, StoreUnavailable, EventTooLarge, RangeError as `append` does
   */
  appendInOrder(events: readonly PlacedEvent[]): Promise<Position>;
}
