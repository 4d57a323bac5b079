import {
  AppendOutcomeUnknown,
  type EventStore,
  EventTooLarge,
  type Position,
  type Revision,
  type StreamName,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { type Aggregate } from './aggregate';
import { jitteredPause } from './clock';
import { Deadline } from './deadline';
import { type DomainEvent, type RejectionShape } from './decider';
import { emptyFold, type Folded, foldRecorded, standsAt } from './folded';
import {
  answerAll,
  type Attempt,
  eventsOf,
  isWaiting,
  type Letter,
  PostedLetter,
  writesNothing,
} from './letters';
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

/** Letters, the fold that they changed, and the revision that it stood at before. */
interface Round<State> {
  readonly folded: Folded<State>;
  readonly base: Revision | 'no-stream';
  readonly letters: readonly PostedLetter<State>[];
  readonly attempts: readonly Attempt<unknown>[];
}

/** Where the fold is kept between drains; it may be forgotten at any time. */
export interface FoldSlot<State> {
  get(): Folded<State> | undefined;
  set(folded: Folded<State> | undefined): void;
  /** The fold of the whole stream, when its first events say that it is long and was kept. */
  goOn(firstEvents: number): Promise<Folded<State> | undefined>;
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
  private queue: PostedLetter<State>[] = [];
  private isDraining = false;
  /**
   * The tail was read since the batch's letters came. Once is enough to answer them: else a stream
   * that others write all the time would never answer.
   */
  private isFresh = false;

  constructor(private readonly options: MailboxOptions<Command, Event, State, R>) {}

  /**
   * Answers by the deadline: with AppendOutcomeUnknown then where events of the letter are on their
   * way, else with StoreUnavailable, and none is sent later.
   * @throws StreamBusy, AppendOutcomeUnknown, StoreUnavailable, NewerVersionNeeded, ForeignEvent
   */
  post<Result>(letter: Letter<State, Result>, deadline: Deadline): Promise<Result> {
    const { stream } = this.options;
    if (this.queue.length >= MAX_WAITING_LETTERS) return Promise.reject(new StreamBusy(stream));
    const posted = new PostedLetter<State>(letter, deadline);
    const giveUp = (): Error => posted.giveUp(stream);
    return deadline.bound(() => this.enqueue(posted), giveUp) as Promise<Result>;
  }

  private enqueue(posted: PostedLetter<State>): Promise<unknown> {
    this.queue.push(posted);
    if (!this.isDraining) void this.drain();
    return posted.answer;
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

  private async settleOrReject(batch: readonly PostedLetter<State>[]): Promise<void> {
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

  private async settle(batch: readonly PostedLetter<State>[]): Promise<void> {
    this.isFresh = false;
    const lastConflict = Deadline.after(CONFLICT_BOUND_MS);
    while (batch.some(isWaiting)) {
      const folded = this.options.slot.get() ?? (await this.load());
      // From here to the append nothing is awaited: none of these is given up between.
      const letters = batch.filter(isWaiting);
      const base = folded.revision;
      const attempts = this.attemptAll(letters, folded);
      if (attempts === 'one-failed') continue;
      if (attempts.every(writesNothing)) {
        if (!this.isFresh && (await this.catchUp(folded))) continue;
        return answerAll(letters, attempts, folded.position);
      }
      const position = await this.tryAppend({ folded, base, letters, attempts }, lastConflict);
      if (position === 'conflict') continue;
      return answerAll(letters, attempts, position);
    }
  }

  /** A letter that throws leaves a half-changed fold: it is taken out and the rest begins anew. */
  private attemptAll(
    letters: readonly PostedLetter<State>[],
    folded: Folded<State>,
  ): readonly Attempt<unknown>[] | 'one-failed' {
    const attempts: Attempt<unknown>[] = [];
    for (const posted of letters) {
      try {
        attempts.push(posted.attempt(folded));
      } catch (error) {
        this.options.slot.set(undefined);
        posted.reject(error);
        return 'one-failed';
      }
    }
    return attempts;
  }

  /** @throws StreamBusy when others were first and no conflict is borne with any more */
  private async tryAppend(
    { folded, base, letters, attempts }: Round<State>,
    lastConflict: Deadline,
  ): Promise<Position | 'conflict'> {
    const { store, stream, slot } = this.options;
    const events = attempts.flatMap(eventsOf);
    const sent = letters.filter((_, index) => eventsOf(attempts[index]).length > 0);
    for (const posted of sent) posted.isSent = true;
    const deadline = Deadline.latest(sent.map((posted) => posted.deadline));
    try {
      const append = { stream, expected: base, events };
      const { position } = await appendSurely(store, append, deadline);
      standsAt(folded, { position, id: events.at(-1)?.id });
      return position;
    } catch (error) {
      const mayStand = error instanceof AppendOutcomeUnknown;
      for (const posted of sent) posted.isSent = mayStand;
      if (!(error instanceof WrongExpectedRevision)) throw error;
      slot.set(undefined);
      if (lastConflict.hasPassed) throw new StreamBusy(stream);
      await jitteredPause(CONFLICT_PAUSE_MS);
      return 'conflict';
    }
  }

  private async load(): Promise<Folded<State>> {
    const { store, stream, aggregate, slot } = this.options;
    let folded = emptyFold(aggregate.decider.initial());
    this.isFresh = true;
    for await (const page of store.readStream(stream, 'start')) {
      const isFirst = folded.revision === 'no-stream';
      for (const recorded of page) foldRecorded(aggregate, folded, recorded);
      const kept = isFirst ? await slot.goOn(page.length) : undefined;
      if (kept === undefined) continue;
      folded = kept;
      break;
    }
    slot.set(folded);
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

/** The store refuses an append of too many events, or of too many bytes. */
function isOverBounds(error: unknown): boolean {
  return error instanceof EventTooLarge || error instanceof RangeError;
}
