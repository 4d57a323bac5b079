import { StoreUnavailable, type StreamName } from '@chargebook/event-store';

import { compareCuts, type Cut } from './cut';

/** Somebody who asks for a stream's past. */
interface Asker {
  readonly cut: Cut;
  /** Gives what keeps the store from answering anybody. */
  readonly serve: () => Promise<StoreUnavailable | undefined>;
  readonly refuse: (outage: StoreUnavailable) => void;
}

/**
 * Whoever asks for the past of one stream is served one after another: of those who wait together
 * the earliest cut first, so that each goes on from the fold of the one before.
 */
export class PastTurns {
  private readonly waiting = new Map<StreamName, Asker[]>();

  /** Does the work when it is its turn. Throws what it throws, or what ended one before it. */
  take<Result>(stream: StreamName, cut: Cut, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): StoreUnavailable | undefined => {
        reject(error);
        return error instanceof StoreUnavailable ? error : undefined;
      };
      const serve = () =>
        work()
          .then(resolve)
          .then(() => undefined, fail);
      const asker: Asker = { cut, serve, refuse: reject };
      const others = this.waiting.get(stream);
      if (others === undefined) void this.serveAll(stream, [asker]);
      else others.push(asker);
    });
  }

  private async serveAll(stream: StreamName, first: Asker[]): Promise<void> {
    for (let batch = first; batch.length > 0; batch = this.waiting.get(stream) ?? []) {
      this.waiting.set(stream, []);
      await serveInOrder(batch);
    }
    this.waiting.delete(stream);
  }
}

/** A store that is away is waited for once, and not by each of them. */
async function serveInOrder(batch: Asker[]): Promise<void> {
  let outage: StoreUnavailable | undefined;
  for (const asker of batch.sort((one, other) => compareCuts(one.cut, other.cut))) {
    if (outage === undefined) outage = await asker.serve();
    else asker.refuse(outage);
  }
}
