import {
  type EventStore,
  openPostgresEventStore,
  type RecordedEvent,
  type StreamName,
} from '@chargebook/event-store';

import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { Claims } from '../claims';
import { CommandRunner } from '../command-runner';
import { type CommandEnvelope } from '../envelope';
import { type Outcome } from '../outcome';
import { StreamFolds, type StreamFoldsOptions } from '../stream-folds';
import { SHELF, type ShelfCommand } from './shelf';
import { type ShelfAnswer, shelfRequest } from './shelf-requests';
import { StoreWithFaults } from './store-with-faults';

/** A time that goes on only when it is told to. */
export class HandClock {
  nowMs = Date.UTC(2026, 0, 1);

  readonly read = (): number => this.nowMs;
}

export type ShelfOptions = Pick<StreamFoldsOptions, 'maxCachedThings' | 'snapshots'>;

/** All that one process of the service has of its own: store, folds, claims and runner. */
export class ShelfProcess {
  readonly clock = new HandClock();
  readonly store: StoreWithFaults;
  readonly folds: StreamFolds;
  readonly claims: Claims;
  private readonly runner: CommandRunner;

  constructor(store: EventStore, options: ShelfOptions = {}) {
    this.store = new StoreWithFaults(store);
    this.folds = new StreamFolds({ store: this.store, aggregates: [SHELF], ...options });
    const clock = this.clock.read;
    this.claims = new Claims({ store: this.store, folds: this.folds, clock });
    this.runner = new CommandRunner({ folds: this.folds, claims: this.claims, clock });
  }

  run(
    shelf: string,
    command: ShelfCommand,
    envelope: Partial<CommandEnvelope> = {},
  ): Promise<Outcome<ShelfAnswer>> {
    return this.runner.run(shelfRequest(shelf, command, envelope));
  }

  /** As `run`, for what the test rests on. */
  async mustRun(shelf: string, ...commands: readonly ShelfCommand[]): Promise<void> {
    for (const command of commands) {
      const outcome = await this.run(shelf, command);
      if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
    }
  }

  async eventsOf(stream: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of this.store.readStream(stream as StreamName, 'start')) {
      events.push(...page);
    }
    return events;
  }

  async typesOf(stream: string): Promise<readonly string[]> {
    const events = await this.eventsOf(stream);
    return events.map(({ type }) => type);
  }
}

/** A database, and processes that share it. */
export class ShelfBook {
  private readonly stores: EventStore[] = [];

  private constructor(private readonly database: TestDatabase) {}

  static async create(): Promise<ShelfBook> {
    return new ShelfBook(await createTestDatabase());
  }

  async startProcess(options: ShelfOptions = {}): Promise<ShelfProcess> {
    const store = await openPostgresEventStore({ connectionString: this.database.url });
    this.stores.push(store);
    return new ShelfProcess(store, options);
  }

  async close(): Promise<void> {
    await Promise.all(this.stores.map((store) => store.close()));
    await this.database.drop();
  }
}

/** Counts outcomes by what became of them: `done`, `replay`, or the refusal. */
export function tally(outcomes: readonly Outcome<ShelfAnswer>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const name = nameOf(outcome);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** `created`, `changed`, `removed`, `unchanged`, `replay`, or the kind of the refusal. */
export function nameOf(outcome: Outcome<ShelfAnswer>): string {
  if (outcome.kind === 'refused') return outcome.refusal.kind;
  return outcome.isReplay ? 'replay' : outcome.effect;
}
