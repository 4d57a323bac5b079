import { setTimeout as pause } from 'node:timers/promises';

import { reasonOf } from './errors';
import { type LockWish, type SessionLock, takeSessionLock } from './session-lock';

export interface KeptLock {
  /** Resolves with the reason when the lock cannot be kept: the process must end. Never rejects. */
  readonly lost: Promise<Error>;
  release(): Promise<void>;
}

export interface KeptLockOptions extends LockWish {
  readonly url: string;
  /**
   * Called when the session is lost, before the next try; what it throws is why the lock is lost.
   */
  readonly revive?: () => Promise<void>;
}

const RETRY_MS = 200;

/**
 * Holds a lock for the life of the process: sessions get lost, and it is then taken again on a new
 * one. Undefined when another session is in the way.
 */
export async function keepLock(options: KeptLockOptions): Promise<KeptLock | undefined> {
  const first = await takeSessionLock(options.url, options);
  return first === undefined ? undefined : new KeptSessionLock(options, first);
}

class KeptSessionLock implements KeptLock {
  readonly lost: Promise<Error>;
  #isReleased = false;

  constructor(
    private readonly options: KeptLockOptions,
    private session: SessionLock,
  ) {
    this.lost = this.keep();
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    await this.session.release();
  }

  private async keep(): Promise<Error> {
    for (;;) {
      await this.session.ended;
      if (this.#isReleased) return new Promise(() => undefined);
      try {
        await this.options.revive?.();
        await this.takeAgain();
      } catch (error) {
        return error instanceof Error ? error : new Error(reasonOf(error));
      }
    }
  }

  /** A database that is away for a while is not lost: the lock is, once somebody else holds it. */
  private async takeAgain(): Promise<void> {
    while (!this.#isReleased) {
      const session = await takeSessionLock(this.options.url, this.options).catch(
        () => 'away' as const,
      );
      if (session === undefined) throw new Error('another process took over the book');
      if (session !== 'away') {
        this.session = session;
        // Released in the meantime: this session must not outlive that.
        if (this.#isReleased) await session.release();
        return;
      }
      await pause(RETRY_MS);
    }
  }
}
