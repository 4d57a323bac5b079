import { setTimeout as pause } from 'node:timers/promises';

import { type EventStore, type Position, type RecordedEvent } from '@chargebook/event-store';
import { type DecodedEvent } from '@chargebook/kernel';
import { type ParseEvent } from '@chargebook/projections';

import { type Change, changesOf, type PlacedDecodedEvent } from '../domain/change.rules';
import { RecentChanges } from '../domain/recent-changes.state';

/** Changes that come within this time are told together. */
const GATHER_MS = 20;

export interface FollowedLog {
  readonly store: EventStore;
  readonly parse: ParseEvent;
}

export interface ChangeListener {
  tell(changes: readonly Change[]): void;
  /** The log is no longer followed. */
  end(): void;
}

/** One reading of the log from its end on, for all readers of changes of the process. */
export class LogFollowing {
  readonly recent: RecentChanges;
  readonly listeners = new Set<ChangeListener>();
  private readonly stopping = new AbortController();

  private constructor(
    private readonly log: FollowedLog,
    private readonly from: Position,
  ) {
    this.recent = new RecentChanges(from);
  }

  /** @throws StoreUnavailable */
  static async fromHead(log: FollowedLog): Promise<LogFollowing> {
    return new LogFollowing(log, await log.store.head());
  }

  /** Until `stop`, or until the store is closed. Rejects when the log cannot be followed. */
  async run(): Promise<void> {
    const { store, parse } = this.log;
    const { signal } = this.stopping;
    try {
      for await (const { events, position } of store.follow(this.from, signal)) {
        const changes = changesOf(events.flatMap((event) => decoded(event, parse)));
        this.recent.add(changes, position);
        this.listeners.forEach((listener) => listener.tell(changes));
        await pause(GATHER_MS, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  stop(): void {
    this.stopping.abort();
  }
}

/**
 * What this code cannot read changes nothing that it shows: a newer process tells of it, and
 * projections park or wait for it.
 */
function decoded(recorded: RecordedEvent, parse: ParseEvent): readonly PlacedDecodedEvent[] {
  try {
    const event = parse(recorded);
    if (event === undefined || 'newerThanCode' in event) return [];
    return [{ ...(event as unknown as DecodedEvent), position: recorded.position }];
  } catch {
    return [];
  }
}
