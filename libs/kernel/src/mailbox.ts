import {
  type EventStore,
  EventTooLarge,
  type NewEvent,
  type Position,
  type Revision,
  type StreamName,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { type Aggregate } from './aggregate';
import { jitteredPause } from './clock';
import { type DomainEvent, type RejectionShape } from './decider';
import { emptyFold, type Folded, foldRecorded } from './folded';
import { appendSurely } from './sure-append';

/** A mailbox drains at most this many letters into one append. */
export const MAX_LETTERS_PER_APPEND = 64;
/** More would wait longer than anybody does: who comes then is told at once to come again. */
export const MAX_WAITING_LETTERS = 4_096;
const CONFLICT_BOUND_MS = 2_000;
const CONFLICT_PAUSE_MS = 5;

/** The stream was written by others for longer than the bound of retries, or too many wait. */
export class StreamBusy extends Error {
  constructor(readonly stream: StreamName) {
    super(`stream ${stream} is written by too many at once`);
    this.name = 'StreamBusy';
  }
}

/**
 * What a letter makes of the fold: events, which it has folded already (perhaps none, where the
 * result tells the position), or an answer alone.
 */
export type Attempt<Result> =
  | {
      readonly kind: 'append';
      readonly events: readonly NewEvent[];
      result(position: Position): Result;
    }
  | { readonly kind: 'answer'; readonly result: Result };

export interface Letter<State, Result> {
  /** May be called many times, each time on the stream's fold as it then stands. */
  attempt(folded: Folded<State>): Attempt<Result>;
}

interface Posted<State> {
  readonly letter: Letter<State, unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Events, and the revision that they are decided on. */
interface Behind {
  readonly base: Revision | 'no-stream';
  readonly events: readonly NewEvent[];
  /** By `performance.now()`: a conflict after it is the last. */
  readonly deadlineMs: number;
}

/** Where the fold is kept between drains; it may be forgotten at any time. */
export interface FoldSlot<State> {
  get(): Folded<State> | undefined;
  set(folded: Folded<State> | undefined): void;
}

export interface MailboxOptions<
  Command,
  Event extends DomainEvent,
  State,
  R extends RejectionShape,
> {
  readonly store: EventStore;
  readonly stream: StreamName;
  readonly aggregate: Aggregate<Command, Event, State, R>;
  readonly slot: FoldSlot<State>;
  /** Called when nothing is left to do. */
  onIdle(): void;
}

/**
 * One per stream and process: decides what is posted one after another on the cached fold and
 * appends all accepted events as one append. What writes nothing is answered only when the fold is
 * known to be fresh: by an append at its revision that succeeded, or by a read of the stream's
 * tail.
 */
export class Mailbox<Command, Event extends DomainEvent, State, R extends RejectionShape> {
  private queue: Posted<State>[] = [];
  private isDraining = false;
  /**
   * The tail was read since the batch's letters came. Once is enough to answer them: else a stream
   * that others write all the time would never answer.
   */
  private isFresh = false;

  constructor(private readonly options: MailboxOptions<Command, Event, State, R>) {}

  /**
   * @throws StreamBusy, AppendOutcomeUnknown, StoreUnavailable, NewerVersionNeeded, ForeignEvent
   */
  post<Result>(letter: Letter<State, Result>): Promise<Result> {
    if (this.queue.length >= MAX_WAITING_LETTERS) {
      return Promise.reject(new StreamBusy(this.options.stream));
    }
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({
        letter,
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      if (!this.isDraining) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.isDraining = true;
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, MAX_LETTERS_PER_APPEND);
      await this.settleOrReject(batch);
    }
    this.isDraining = false;
    this.options.onIdle();
  }

  private async settleOrReject(batch: Posted<State>[]): Promise<void> {
    try {
      await this.settle(batch);
    } catch (error) {
      this.options.slot.set(undefined);
      if (isOverBounds(error) && batch.length > 1) {
        // One letter's events, or those of all together, are too much: each is tried alone.
        for (const posted of batch) await this.settleOrReject([posted]);
        return;
      }
      for (const posted of batch) posted.reject(error);
    }
  }

  private async settle(batch: Posted<State>[]): Promise<void> {
    this.isFresh = false;
    const deadlineMs = performance.now() + CONFLICT_BOUND_MS;
    for (;;) {
      const folded = this.options.slot.get() ?? (await this.load());
      const base = folded.revision;
      const attempts = this.attemptAll(batch, folded);
      if (attempts === 'one-failed') continue;
      const events = attempts.flatMap(eventsOf);
      if (events.length === 0) {
        if (!this.isFresh && (await this.catchUp(folded))) continue;
        return finish(batch, attempts, folded.position);
      }
      const position = await this.tryAppend({ base, events, deadlineMs });
      if (position === 'conflict') continue;
      folded.position = position;
      return finish(batch, attempts, position);
    }
  }

  /** A letter that throws leaves a half-changed fold: it is taken out and the rest begins anew. */
  private attemptAll(
    batch: Posted<State>[],
    folded: Folded<State>,
  ): readonly Attempt<unknown>[] | 'one-failed' {
    const attempts: Attempt<unknown>[] = [];
    for (const [index, posted] of batch.entries()) {
      try {
        attempts.push(posted.letter.attempt(folded));
      } catch (error) {
        this.options.slot.set(undefined);
        batch.splice(index, 1);
        posted.reject(error);
        return 'one-failed';
      }
    }
    return attempts;
  }

  /** @throws StreamBusy when others were first until the deadline */
  private async tryAppend(append: Behind): Promise<Position | 'conflict'> {
    const { store, stream, slot } = this.options;
    const { base, events, deadlineMs } = append;
    try {
      return (await appendSurely(store, { stream, expected: base, events })).position;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      slot.set(undefined);
      if (performance.now() > deadlineMs) throw new StreamBusy(stream);
      await jitteredPause(CONFLICT_PAUSE_MS);
      return 'conflict';
    }
  }

  private async load(): Promise<Folded<State>> {
    const folded = emptyFold(this.options.aggregate.decider.initial());
    await this.catchUp(folded);
    this.options.slot.set(folded);
    return folded;
  }

  /** Folds what others appended meanwhile; true when there was something. */
  private async catchUp(folded: Folded<State>): Promise<boolean> {
    const { store, stream, aggregate } = this.options;
    const before = folded.revision;
    const after = before === 'no-stream' ? 'start' : before;
    this.isFresh = true;
    for await (const page of store.readStream(stream, after)) {
      for (const recorded of page) foldRecorded(aggregate, folded, recorded);
    }
    return folded.revision !== before;
  }
}

function eventsOf(attempt: Attempt<unknown>): readonly NewEvent[] {
  return attempt.kind === 'append' ? attempt.events : [];
}

/** The store refuses an append of too many events, or of too many bytes. */
function isOverBounds(error: unknown): boolean {
  return error instanceof EventTooLarge || error instanceof RangeError;
}

function finish<State>(
  batch: readonly Posted<State>[],
  attempts: readonly Attempt<unknown>[],
  position: Position | undefined,
): void {
  for (const [index, attempt] of attempts.entries()) {
    const result =
      attempt.kind === 'answer' ? attempt.result : attempt.result(position as Position);
    batch[index]?.resolve(result);
  }
}
