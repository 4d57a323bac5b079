import {
  type AppendReceipt,
  type EventStore,
  type FollowedBatch,
  type LogMark,
  type NewEvent,
  type PlaceVerdict,
  type Position,
  type PositionVerdict,
  type RecordedEvent,
  type Revision,
  type StoreIdentity,
  type StreamName,
} from '@chargebook/event-store';

export interface AppendCall {
  readonly stream: StreamName;
  readonly events: readonly NewEvent[];
}

type Hook<Call> = (call: Call) => Promise<void> | void;

/** The real store, to which trouble is brought before and after its calls. */
export class StoreWithFaults implements EventStore {
  readonly appends: AppendCall[] = [];
  readonly reads: StreamName[] = [];
  beforeAppend: Hook<AppendCall> | undefined;
  /** Runs when the append stands; what it throws is what the caller hears. */
  afterAppend: Hook<AppendCall> | undefined;
  beforeRead: ((stream: StreamName, after: Revision | 'start') => Promise<void> | void) | undefined;

  constructor(private readonly inner: EventStore) {}

  get identity(): StoreIdentity {
    return this.inner.identity;
  }

  async append(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly NewEvent[],
  ): Promise<AppendReceipt> {
    this.appends.push({ stream, events });
    await this.beforeAppend?.({ stream, events });
    const receipt = await this.inner.append(stream, expected, events);
    await this.afterAppend?.({ stream, events });
    return receipt;
  }

  async *readStream(
    stream: StreamName,
    after: Revision | 'start',
  ): AsyncIterable<readonly RecordedEvent[]> {
    this.reads.push(stream);
    await this.beforeRead?.(stream, after);
    yield* this.inner.readStream(stream, after);
  }

  follow(after: Position | 'start', signal: AbortSignal): AsyncIterable<FollowedBatch> {
    return this.inner.follow(after, signal);
  }

  head(): Promise<Position> {
    return this.inner.head();
  }

  judge(position: string): Promise<PositionVerdict> {
    return this.inner.judge(position);
  }

  verify(position: string): Promise<PlaceVerdict> {
    return this.inner.verify(position);
  }

  holds(mark: LogMark): Promise<boolean> {
    return this.inner.holds(mark);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
