import { setTimeout as pause } from 'node:timers/promises';

import { type SessionLock, takeSessionLock } from '@chargebook/database';

const RETRY_MS = 500;
const RESTORING = 'a restore of this book is under way: start again when it is done';

/** While it is held, nobody restores the book under the process's feet. */
export interface BookHold {
  /** Resolves with the reason when a restore has begun while the connection was away. */
  readonly lost: Promise<Error>;
  release(): Promise<void>;
}

/** Holds the book together with all other processes on it. @throws Error while it is restored */
export async function holdBook(url: string): Promise<BookHold> {
  const stopping = new AbortController();
  const first = await take(url);
  if (first === undefined) throw new Error(RESTORING);
  let lock: SessionLock = first;
  const keep = async (): Promise<Error> => {
    for (;;) {
      await lock.ended;
      const again = await takeAgain(url, stopping.signal);
      if (again === undefined) return new Error(RESTORING);
      lock = again;
    }
  };
  const release = async (): Promise<void> => {
    stopping.abort();
    await lock.release();
  };
  return { lost: keep(), release };
}

/** A database that is away comes back; until then nothing can be written anyway. */
async function takeAgain(url: string, stop: AbortSignal): Promise<SessionLock | undefined> {
  while (!stop.aborted) {
    try {
      return await take(url);
    } catch {
      await pause(RETRY_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  // Released: nobody looks at the hold any more.
  return new Promise(() => undefined);
}

function take(url: string): Promise<SessionLock | undefined> {
  return takeSessionLock(url, { name: 'book', mode: 'shared' });
}
