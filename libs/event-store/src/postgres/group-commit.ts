import { setImmediate as nextTurn } from 'node:timers/promises';

import { StoreUnavailable, WrongExpectedRevision } from '../errors';
import { type LogPlace } from '../position-token';
import {
  isStoreTrouble,
  named,
  NO_STREAM,
  type PendingAppend,
  troubleFor,
  type Verdict,
} from './log-writer';

type WriteGroup = (group: readonly PendingAppend[]) => Promise<ReadonlyMap<string, Verdict>>;

interface Waiting {
  readonly append: PendingAppend;
  readonly resolve: (place: LogPlace) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_WAITING = 8_192;
const MAX_GROUP_APPENDS = 256;
const MAX_GROUP_BYTES = 4 * 1024 * 1024;

/** Appends that arrive while one commit is under way go together, each with its own verdict. */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(private readonly write: WriteGroup) {}

  append(append: PendingAppend): Promise<LogPlace> {
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(new StoreUnavailable(`${MAX_WAITING} appends are waiting already`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      this.#running ??= this.run();
    });
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#running;
  }

  private async run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Those who were answered just now, and ask again in the same turn, come along.
      await nextTurn();
      await this.settle(this.takeGroup());
    }
    this.#running = undefined;
  }

  /** The first append of every stream, in the order of arrival, up to the bounds of a group. */
  private takeGroup(): readonly Waiting[] {
    const group: Waiting[] = [];
    const streams = new Set<string>();
    let sizeBytes = 0;
    this.#waiting = this.#waiting.filter((waiting) => {
      const { stream, sizeBytes: ownBytes } = waiting.append;
      const isFull =
        group.length >= MAX_GROUP_APPENDS ||
        (group.length > 0 && sizeBytes + ownBytes > MAX_GROUP_BYTES);
      const staysBehind = isFull || streams.has(stream);
      streams.add(stream);
      if (staysBehind) return true;
      group.push(waiting);
      sizeBytes += ownBytes;
      return false;
    });
    return group;
  }

  private async settle(group: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.write(group.map(({ append }) => append));
      for (const waiting of group) answer(waiting, verdicts.get(waiting.append.stream));
    } catch (error) {
      if (group.length > 1 && !isStoreTrouble(error)) return this.settleEachAlone(group);
      for (const waiting of group) waiting.reject(troubleFor(waiting.append, error));
      if (error instanceof StoreUnavailable) this.refuseAllWaiting(error);
    }
  }

  private async settleEachAlone(group: readonly Waiting[]): Promise<void> {
    for (const waiting of group) await this.settle([waiting]);
  }

  /** Nobody waits for one time-out after another while the store is away. */
  private refuseAllWaiting(error: StoreUnavailable): void {
    const refused = this.#waiting;
    this.#waiting = [];
    for (const waiting of refused) waiting.reject(error);
  }
}

function answer({ append, resolve, reject }: Waiting, verdict: Verdict | undefined): void {
  if (verdict?.place !== undefined) return resolve(verdict.place);
  const actual = verdict?.actual ?? NO_STREAM;
  reject(new WrongExpectedRevision(append.stream, named(append.expected), named(actual)));
}
