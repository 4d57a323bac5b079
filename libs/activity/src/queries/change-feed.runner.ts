import { type EventStore } from '@chargebook/event-store';
import { EVENT_STORE, PARSE_EVENT } from '@chargebook/http';
import { type ParseEvent } from '@chargebook/projections';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { type Change, isToldTo, type ToldAccounts } from '../domain/change.rules';
import { LogFollowing } from './log-following.runner';

/** The log is followed on for so long when the last reader has gone: most come back. */
const LINGER_MS = 60_000;

/** More changes at once are not told one by one: to fetch everything anew costs less. */
const MAX_TOLD_AT_ONCE = 256;

export interface ChangeReader {
  readonly accounts: ToldAccounts;
  /** The position that a reader who comes back has seen last. */
  readonly lastSeen: string | undefined;
  /** Everything behind the position is told from now on. */
  opened(position: string): void;
  changed(changes: readonly Change[]): void;
  /** Something may have been missed up to the position. */
  missed(position: string): void;
  ended(): void;
}

export interface Reading {
  /** All that the reader may see up to here has been told to him. */
  reached(): string;
  leave(): void;
}

/** What changes in the book, told to all readers of this process by one reading of the log. */
@Injectable()
export class ChangeFeed implements OnModuleDestroy {
  private readonly logger = new Logger('changes');
  private starting: Promise<LogFollowing> | undefined;
  private lingering: NodeJS.Timeout | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PARSE_EVENT) private readonly parse: ParseEvent,
  ) {}

  /**
   * Tells the reader where he begins, what he missed, and then what comes.
   * @throws StoreUnavailable
   */
  async open(reader: ChangeReader): Promise<Reading> {
    const lastSeen = await this.trusted(reader.lastSeen);
    const following = await this.followed();
    const { recent, listeners } = following;
    const missed = lastSeen === undefined ? undefined : recent.since(lastSeen);
    const start = missed === undefined ? recent.reached : (lastSeen ?? recent.reached);
    const tell = teller(reader, start);
    reader.opened(start);
    if (missed !== undefined) tell(missed);
    else if (reader.lastSeen !== undefined) reader.missed(start);
    const listener = { tell, end: () => reader.ended() };
    listeners.add(listener);
    return {
      reached: () => (recent.reached > start ? recent.reached : start),
      leave: () => {
        listeners.delete(listener);
        if (listeners.size === 0) this.linger(following);
      },
    };
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.lingering);
    (await this.starting?.catch(() => undefined))?.stop();
  }

  /** A position of another book, or of a future that was lost, says nothing here. */
  private async trusted(lastSeen: string | undefined): Promise<string | undefined> {
    if (lastSeen === undefined) return undefined;
    return (await this.store.judge(lastSeen)) === 'good' ? lastSeen : undefined;
  }

  private followed(): Promise<LogFollowing> {
    clearTimeout(this.lingering);
    this.starting ??= this.start();
    return this.starting;
  }

  private async start(): Promise<LogFollowing> {
    try {
      const following = await LogFollowing.fromHead({ store: this.store, parse: this.parse });
      void this.runToEnd(following);
      return following;
    } catch (error) {
      this.starting = undefined;
      throw error;
    }
  }

  private async runToEnd(following: LogFollowing): Promise<void> {
    try {
      await following.run();
    } catch (error) {
      this.starting = undefined;
      this.logger.error({ err: error }, 'changes can no longer be followed');
    } finally {
      for (const listener of following.listeners) listener.end();
    }
  }

  private linger(following: LogFollowing): void {
    clearTimeout(this.lingering);
    this.lingering = setTimeout(() => {
      if (following.listeners.size > 0) return;
      this.starting = undefined;
      following.stop();
    }, LINGER_MS);
    this.lingering.unref();
  }
}

/** Tells what the reader may see and has not seen. */
function teller(reader: ChangeReader, start: string): (changes: readonly Change[]) => void {
  return (changes) => {
    const told = changes.filter(
      (change) => change.position > start && isToldTo(change, reader.accounts),
    );
    if (told.length === 0) return;
    if (told.length <= MAX_TOLD_AT_ONCE) reader.changed(told);
    else reader.missed(told.at(-1)?.position ?? start);
  };
}
