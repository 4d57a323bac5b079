import { StoreUnavailable } from '@chargebook/event-store';

/** Whoever asks is answered within this time, whatever the store does. */
export const ANSWER_WITHIN_MS = 10_000;

/** The moment by which whoever asked is answered; of what comes later he does not hear. */
export class Deadline {
  private constructor(private readonly atMs: number) {}

  static after(timeMs: number): Deadline {
    return new Deadline(performance.now() + timeMs);
  }

  /** The last of these, of which there is at least one. */
  static latest(deadlines: readonly Deadline[]): Deadline {
    return new Deadline(Math.max(...deadlines.map(({ atMs }) => atMs)));
  }

  get hasPassed(): boolean {
    return performance.now() >= this.atMs;
  }

  /**
   * What the work comes to, unless that is too late: then it rejects with what `late` says, and the
   * work goes on unheard. Work that would be late already is not begun.
   */
  bound<Result>(work: () => Promise<Result>, late: () => Error = storeIsLate): Promise<Result> {
    if (this.hasPassed) return Promise.reject(late());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(late()), this.atMs - performance.now());
      work()
        .finally(() => clearTimeout(timer))
        .then(resolve, reject);
    });
  }
}

/** True of what writes nothing, or has not come to writing. */
function storeIsLate(): Error {
  return new StoreUnavailable('it took longer than anybody waits');
}
