import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { isOutage, StoreUnavailable } from '../errors';
import { OutageNotices } from '../outage-notices';
import { AppendStream } from './append-stream';
import { type ReadCall, WireClient } from './wire-client';
import {
  isDeclined,
  isDenied,
  isNoPlace,
  isStreamDeleted,
  unavailable,
  wasDropped,
} from './wire-errors';
import { type Appended, type LogRecord } from './wire-records';
import { type Append } from './wire-requests';

/** For a page of events, which may be large. */
const PAGE_TIMEOUT_MS = 8_000;
/** A client that did nothing but fail for so long is replaced: some of its troubles never heal. */
const PATIENCE_MS = 5_000;
/** Sooner where the connection is gone: gRPC would try again ever more seldom. */
const PATIENCE_WITHOUT_CONNECTION_MS = 2_000;

const OUTAGE_WORDS = {
  began: 'EventStoreDB does not answer as it should; all is tried again',
  ended: 'EventStoreDB answers again, after',
};

export interface LogClientOptions {
  readonly connectionString: string;
  /** Told of what heals by itself, for the log of the process. */
  readonly onNotice: (text: string, cause?: unknown) => void;
}

/** The one client of an engine, and another in its place when it has gone bad. */
export class LogClient {
  readonly #outages: OutageNotices;
  #wire: WireClient;
  #appends: AppendStream;
  #failingSinceMs: number | undefined;
  #losses = 0;
  #connection = 0;
  #isClosed = false;

  /** @throws ServerUnusable for a bad connection string */
  constructor(private readonly options: LogClientOptions) {
    this.#outages = new OutageNotices(OUTAGE_WORDS, options.onNotice);
    this.#wire = new WireClient(options.connectionString);
    this.#appends = this.appendsOf(this.#wire);
  }

  /** Rises whenever a call got no answer: it may be another server that answers afterwards. */
  get losses(): number {
    return this.#losses;
  }

  /**
   * A connection that was lost meanwhile costs a second try, not an error; both together end in
   * time, for a frozen server is seen to be lost late. @throws StoreUnavailable
   */
  page(request: ReadReq, timeoutMs: number = PAGE_TIMEOUT_MS): Promise<readonly LogRecord[]> {
    const untilMs = performance.now() + timeoutMs;
    const leftMs = (): number => Math.max(1, Math.ceil(untilMs - performance.now()));
    const read = () => this.watched((wire) => wire.page(request, leftMs()));
    return read()
      .catch((error: unknown) => (wasDropped(error) ? read() : Promise.reject(error)))
      .catch(rethrowUnavailable);
  }

  /** @throws StoreUnavailable when it cannot even be begun */
  subscription(request: ReadReq): Promise<ReadCall> {
    return this.watched((wire) => wire.subscription(request)).catch(rethrowUnavailable);
  }

  /**
   * @throws WrongExpectedRevision, AppendOutcomeUnknown, EventTooLarge, StreamCut,
   *   StoreUnavailable
   */
  append(append: Append): Promise<Appended> {
    return this.watched(() => this.#appends.append(append));
  }

  /** To be told of a subscription that broke: the client does not see that by itself. */
  noteInterruption(cause: unknown): void {
    this.#losses += 1;
    if (!this.#isClosed) this.#outages.noteFailure(cause);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#wire.dispose();
  }

  private async watched<Result>(work: (wire: WireClient) => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
    const wire = this.#wire;
    try {
      const result = await work(wire);
      this.noteAnswer();
      return result;
    } catch (error) {
      if (isTrouble(error)) this.noteFailure(wire, error);
      else this.noteAnswer();
      throw error;
    }
  }

  private noteAnswer(): void {
    this.#failingSinceMs = undefined;
    this.#outages.noteAnswer();
  }

  private noteFailure(wire: WireClient, error: unknown): void {
    if (!isDeclined(error)) this.#losses += 1;
    if (this.#isClosed) return;
    this.#outages.noteFailure(error);
    if (wire !== this.#wire) return;
    const nowMs = performance.now();
    this.#failingSinceMs ??= nowMs;
    // One that is only silent is kept: a server that was frozen answers on it.
    const isGone = wasDropped(error);
    const patienceMs = isGone ? PATIENCE_WITHOUT_CONNECTION_MS : PATIENCE_MS;
    if (nowMs - this.#failingSinceMs < patienceMs) return;
    this.#failingSinceMs = undefined;
    if (isGone) this.#connection += 1;
    this.#wire = new WireClient(this.options.connectionString, this.#connection);
    this.#appends = this.appendsOf(this.#wire);
    wire.dispose().catch(() => undefined);
  }

  private appendsOf(wire: WireClient): AppendStream {
    return new AppendStream(
      () => wire.appending(),
      () => {
        this.#losses += 1;
      },
    );
  }
}

/**
 * True for calls that got no answer, or none that helps: a node that lost the lead may decline for
 * as long as it is asked. A refusal of the user is an answer.
 */
function isTrouble(error: unknown): boolean {
  if (isDenied(error) || isNoPlace(error) || isStreamDeleted(error)) return false;
  if (isOutage(error)) return true;
  return error instanceof Error && ('code' in error || error.name === 'Error');
}

function rethrowUnavailable(error: unknown): never {
  throw unavailable(error);
}
