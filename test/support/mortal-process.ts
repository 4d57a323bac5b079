import {
  type AppendReceipt,
  type EventStore,
  type FollowedBatch,
  type LogMark,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type Revision,
  type StoreIdentity,
  type StreamName,
} from '@chargebook/event-store';
import { type ClientBase, type Pool } from 'pg';

/**
 * A process that dies before its step with this number, counted from 1, and does nothing from then
 * on. What it had sent by then stands; what it had not is lost with it. Dying before a step is also
 * dying behind the one before, whose answer it never used.
 */
export class Life {
  private taken = 0;
  readonly steps: string[] = [];

  constructor(private readonly diesAt: number) {}

  get isOver(): boolean {
    return this.taken >= this.diesAt;
  }

  /** @throws when the process is dead */
  step(name: string): void {
    if (this.isOver) throw new Error('this process is dead');
    this.taken += 1;
    if (this.isOver) throw new Error(`this process dies before ${name}`);
    this.steps.push(name);
  }
}

/** The store as the process reaches it. */
export function mortalStore(store: EventStore, life: Life): EventStore {
  return new MortalStore(store, life);
}

class MortalStore implements EventStore {
  constructor(
    private readonly inner: EventStore,
    private readonly life: Life,
  ) {}

  get identity(): StoreIdentity {
    return this.inner.identity;
  }

  async append(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly NewEvent[],
  ): Promise<AppendReceipt> {
    this.life.step(`append to ${stream}`);
    return this.inner.append(stream, expected, events);
  }

  async *readStream(
    stream: StreamName,
    after: Revision | 'start',
  ): AsyncIterable<readonly RecordedEvent[]> {
    this.life.step(`read ${stream}`);
    yield* this.inner.readStream(stream, after);
  }

  async *follow(after: Position | 'start', signal: AbortSignal): AsyncIterable<FollowedBatch> {
    for await (const batch of this.inner.follow(after, signal)) {
      this.life.step('take a batch');
      yield batch;
    }
  }

  head(): Promise<Position> {
    return this.inner.head();
  }

  judge(position: string): ReturnType<EventStore['judge']> {
    return this.inner.judge(position);
  }

  verify(position: string): ReturnType<EventStore['verify']> {
    return this.inner.verify(position);
  }

  async holds(mark: LogMark): Promise<boolean> {
    this.life.step('ask for the mark');
    return this.inner.holds(mark);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** The database as the process reaches it: each statement is a step. */
export function mortalPool(pool: Pool, life: Life): Pool {
  return new Proxy(pool, {
    get: (target, member) => {
      if (member === 'query') return stepping(target, life);
      if (member !== 'connect') return memberOf(target, member);
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get: (inner, name) => (name === 'query' ? stepping(inner, life) : memberOf(inner, name)),
        });
      };
    },
  });
}

function stepping(database: Pool | ClientBase, life: Life) {
  return async (query: string, values?: unknown[]): Promise<unknown> => {
    life.step(query.trim().slice(0, 40));
    return database.query(query, values);
  };
}

function memberOf(target: object, member: string | symbol): unknown {
  const value: unknown = Reflect.get(target, member);
  return typeof value === 'function' ? value.bind(target) : value;
}
