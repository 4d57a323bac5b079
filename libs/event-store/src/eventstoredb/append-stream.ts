import { randomUUID } from 'node:crypto';

import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';

import { AppendOutcomeUnknown, StoreUnavailable } from '../errors';
import { refusalOf } from './append-verdict';
import { type BatchCall } from './wire-client';
import { Declined, unavailable, wasNeverSent } from './wire-errors';
import { type Appended, appendedOf, textOf } from './wire-records';
import { type Append, appendRequest } from './wire-requests';

interface Waiting {
  readonly append: Append;
  /** False while no server was found to send it to. */
  isSent: boolean;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_WAITING = 8_192;
/** The outcome is unknown then. The server itself gives a write up after 2 s. */
const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Appends go down one call together, each with its own answer. The call is given up when an answer
 * stays out, and another one is begun with the next append.
 */
export class AppendStream {
  readonly #waiting = new Map<string, Waiting>();
  #call: Promise<BatchCall> | undefined;

  constructor(
    private readonly begin: () => Promise<BatchCall>,
    /** Told when the call breaks, also when no append waits that could tell of it. */
    private readonly onBreak: () => void,
  ) {}

  /** @throws WrongExpectedRevision, AppendOutcomeUnknown, EventTooLarge, StoreUnavailable */
  append(append: Append): Promise<Appended> {
    if (this.#waiting.size >= MAX_WAITING) {
      const declined = new Declined(`${MAX_WAITING} appends are waiting already`);
      return Promise.reject(new StoreUnavailable(declined));
    }
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.expire(), ANSWER_TIMEOUT_MS);
      this.#waiting.set(id, { append, isSent: false, timer, resolve, reject });
      this.call().then(
        (call) => this.send(call, id),
        () => undefined,
      );
    });
  }

  private send(call: BatchCall, id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    waiting.isSent = true;
    call.write(appendRequest(id, waiting.append));
  }

  private call(): Promise<BatchCall> {
    if (this.#call !== undefined) return this.#call;
    const call = this.begin();
    this.#call = call;
    call.then(
      (duplex) => {
        duplex.on('data', (answer: BatchAppendResp) => this.settle(answer));
        duplex.on('error', (error: unknown) => this.abandon(call, error));
        duplex.on('end', () => {
          // A call that is left half open is one that the client waits for when it is disposed of.
          duplex.end();
          this.abandon(call, new AnswerMissing('the server ended the call'));
        });
      },
      (error: unknown) => this.abandon(call, error),
    );
    return call;
  }

  private settle(answer: BatchAppendResp): void {
    const waiting = this.take(textOf(answer.getCorrelationId()));
    if (waiting === undefined) return;
    const { append, resolve, reject } = waiting;
    try {
      resolve(outcomeOf(append, answer));
    } catch (error) {
      // Here nobody else would hear of it: the answer comes as an event of the call.
      reject(error);
    }
  }

  /** A call on which one answer stays out is good for no other either. */
  private expire(): void {
    const call = this.#call;
    if (call === undefined) return;
    call.then(
      (duplex) => duplex.cancel(),
      () => undefined,
    );
    this.abandon(call, new AnswerMissing(`no answer within ${ANSWER_TIMEOUT_MS} ms`));
  }

  private abandon(call: Promise<BatchCall>, error: unknown): void {
    if (this.#call !== call) return;
    this.#call = undefined;
    this.onBreak();
    for (const id of this.#waiting.keys()) {
      const waiting = this.take(id);
      waiting?.reject(troubleFor(waiting, error));
    }
  }

  private take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}

class AnswerMissing extends Error {}

function outcomeOf(append: Append, answer: BatchAppendResp): Appended {
  const success = answer.getSuccess();
  const status = answer.getError();
  const appended = success && appendedOf(success);
  if (appended !== undefined) return appended;
  if (status !== undefined) throw refusalOf(append, status);
  throw new AppendOutcomeUnknown(append.stream, new AnswerMissing('it says nothing'));
}

function troubleFor({ append, isSent }: Waiting, error: unknown): Error {
  const isUnknown = error instanceof AnswerMissing || !wasNeverSent(error);
  return isSent && isUnknown ? new AppendOutcomeUnknown(append.stream, error) : unavailable(error);
}
