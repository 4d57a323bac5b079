import {
  AppendOutcomeUnknown,
  type NewEvent,
  type Position,
  StoreUnavailable,
  type StreamName,
} from '@chargebook/event-store';

import { type Deadline } from './deadline';
import { type Folded } from './folded';

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

/** A letter in a mailbox, and what has become of it. It is answered once, the first time counts. */
export class PostedLetter<State> {
  readonly answer: Promise<unknown>;
  /** Events of it are on their way to the log: they may stand. */
  isSent = false;
  #isWaiting = true;
  #resolve: (result: unknown) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(
    private readonly letter: Letter<State, unknown>,
    readonly deadline: Deadline,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** False once it has its answer: nothing of it may be written from then on. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  attempt(folded: Folded<State>): Attempt<unknown> {
    return this.letter.attempt(folded);
  }

  resolve(result: unknown): void {
    this.#isWaiting = false;
    this.#resolve(result);
  }

  /** Whether the events of others stand is no matter of a letter that has sent none. */
  reject(error: unknown): void {
    this.#isWaiting = false;
    const isOfOthers = error instanceof AppendOutcomeUnknown && !this.isSent;
    this.#reject(isOfOthers ? new StoreUnavailable(error) : error);
  }

  /** What is true of it at its deadline. */
  giveUp(stream: StreamName): Error {
    this.#isWaiting = false;
    const why = 'it took longer than anybody waits';
    return this.isSent ? new AppendOutcomeUnknown(stream, why) : new StoreUnavailable(why);
  }
}

export function eventsOf(attempt: Attempt<unknown> | undefined): readonly NewEvent[] {
  return attempt?.kind === 'append' ? attempt.events : [];
}

export function isWaiting(posted: PostedLetter<never>): boolean {
  return posted.isWaiting;
}

export function writesNothing(attempt: Attempt<unknown>): boolean {
  return eventsOf(attempt).length === 0;
}

/** Answers the letters with what their attempts came to, at the position that is known now. */
export function answerAll<State>(
  letters: readonly PostedLetter<State>[],
  attempts: readonly Attempt<unknown>[],
  position: Position | undefined,
): void {
  for (const [index, attempt] of attempts.entries()) {
    const result =
      attempt.kind === 'answer' ? attempt.result : attempt.result(position as Position);
    letters[index]?.resolve(result);
  }
}
