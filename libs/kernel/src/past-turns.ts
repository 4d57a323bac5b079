import { StoreUnavailable, type StreamName } from '@chargebook/event-store';

import { compareCuts, type Cut } from './cut';

/** Somebody who asks for a stream's past. */
interface Asker {
  readonly cut: Cut;
  readonly serve: () => Promise<void>;
  readonly refuse: (error: unknown) => void;
}

/** So many wait for the past of one stream at most. */
export const MAX_WAITING_ASKERS = 1_000;

/**
 * Whoever asks for the past of one stream is served one after another: of those who wait together
 * the earliest cut first, so that each goes on from the fold of the one before.
 */
export class PastTurns {
  private readonly waiting = new Map<StreamName, Asker[]>();

  /**
   * Does the work when it is its turn.
   * @throws what it throws, and StoreUnavailable when one before it has met that or too many wait
   */
  take<Result>(stream: StreamName, cut: Cut, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const serve = async (): Promise<void> => resolve(await work());
      const asker: Asker = { cut, serve, refuse: reject };
      const queue = this.waiting.get(stream);
      if (queue === undefined) void this.serveAll(stream, [asker]);
      else if (queue.length < MAX_WAITING_ASKERS) queue.push(asker);
      else reject(new StoreUnavailable(`too many ask for the past of ${stream}`));
    });
  }

  /** A store that is away is waited for once, and not by each of them. */
  private async serveAll(stream: StreamName, queue: Asker[]): Promise<void> {
    this.waiting.set(stream, queue);
    while (queue.length > 0) {
      const outage = await serveInOrder(queue.splice(0));
      if (outage !== undefined) refuseAll(queue.splice(0), outage);
    }
    this.waiting.delete(stream);
  }
}

/** Gives what keeps the store from answering anybody. */
async function serveInOrder(askers: readonly Asker[]): Promise<StoreUnavailable | undefined> {
  const inOrder = askers.toSorted((one, other) => compareCuts(one.cut, other.cut));
  for (const [place, asker] of inOrder.entries()) {
    try {
      await asker.serve();
    } catch (error) {
      asker.refuse(error);
      if (!(error instanceof StoreUnavailable)) continue;
      refuseAll(inOrder.slice(place + 1), error);
      return error;
    }
  }
  return undefined;
}

function refuseAll(askers: readonly Asker[], outage: StoreUnavailable): void {
  for (const asker of askers) asker.refuse(outage);
}
