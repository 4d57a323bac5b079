import { setTimeout as pause } from 'node:timers/promises';

import { AlreadyRunning } from '../errors';
import { type KeptLock, keepLock } from '../kept-lock';
import { type ServerPlace } from './cluster';
import { preparePlace } from './place';
import { type RunningServer, ensureServer, stopServer } from './server';

export interface EmbeddedDatabaseOptions {
  /** Absolute, as `chooseDataDirectory` answers it. */
  readonly dataDir: string;
}

/** A server that is ours alone until `close`. */
export interface EmbeddedDatabase {
  /** With the password: never to be printed. */
  readonly url: string;
  /**
   * Resolves with one line's error when the server is gone and does not come back: end the process.
   */
  readonly lost: Promise<Error>;
  /** Ends the server in order and waits for it; calls after the first wait for the same end. */
  close(): Promise<void>;
}

/** What is not written out by then is recovered from the log at the next start. */
const FAST_SHUTDOWN_MS = 5_000;
/** The lock of a process that was killed goes when the server notices, a moment later. */
const DYING_HOLDER_MS = 1_000;
const POLL_MS = 50;

/**
 * Starts the server of the data directory, or takes over one whose service was killed. A server
 * that dies meanwhile is started again at the same address. @throws AlreadyRunning when a live
 * process holds it; DatabaseStartError
 */
export async function startEmbeddedDatabase(
  options: EmbeddedDatabaseOptions,
): Promise<EmbeddedDatabase> {
  const place = await preparePlace({ dataDir: options.dataDir, isDurable: true });
  const held = new HeldServer(place, await ensureServer(place));
  await held.hold();
  return held;
}

class HeldServer implements EmbeddedDatabase {
  readonly url: string;
  lost: Promise<Error> = new Promise(() => undefined);
  #lock: KeptLock | undefined;
  #closing: Promise<void> | undefined;
  #reviving: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly place: ServerPlace,
    private server: RunningServer,
  ) {
    this.url = server.url;
  }

  async hold(): Promise<void> {
    const deadline = performance.now() + DYING_HOLDER_MS;
    const wish = { name: 'embedded', mode: 'alone', url: this.url } as const;
    while ((this.#lock = await keepLock({ ...wish, revive: () => this.revive() })) === undefined) {
      if (performance.now() > deadline) throw new AlreadyRunning(this.place.dataDir, this.url);
      await pause(POLL_MS);
    }
    this.lost = this.#lock.lost;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.end());
  }

  /** The lock goes with the server, so that nobody takes over one that is about to end. */
  private async end(): Promise<void> {
    await this.#reviving;
    await stopServer(this.server, this.place.clusterDir, FAST_SHUTDOWN_MS);
    await this.#lock?.release();
  }

  private async revive(): Promise<void> {
    if (this.#closing !== undefined) return;
    const port = Number(new URL(this.url).port);
    const reviving = ensureServer({ ...this.place, port });
    this.#reviving = reviving.catch(() => undefined);
    this.server = await reviving;
    // Another process started it in the meantime, at an address that our pools do not know.
    if (this.server.url !== this.url) throw new AlreadyRunning(this.place.dataDir, this.url);
  }
}
