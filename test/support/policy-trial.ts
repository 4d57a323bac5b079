import { type EventStore, openEventStoreDb, openPostgresEventStore } from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';
import { Claims, CommandRunner, FactsReader, StreamFolds } from '@chargebook/kernel';
import { type PolicyReport, PolicyRunner } from '@chargebook/policies';
import { Pool } from 'pg';

import { CONTEXTS } from '../../apps/api/src/contexts';
import { parserOf } from '../../apps/api/src/parse-event';
import { Book } from './bond-book';
import { eventually } from './eventually';
import { Life, mortalPool, mortalStore } from './mortal-process';
import { createTestDatabase } from './test-database';

const AGGREGATES = CONTEXTS.flatMap(({ aggregates }) => aggregates);
export const IMMORTAL = Number.POSITIVE_INFINITY;
/** A life of fewer steps would not be one that reads, remembers, looks, writes and forgets. */
const FEWEST_STEPS = 12;
/** On a machine that tests other things as well. */
const DONE_WITHIN_MS = 60_000;

/** The policies of the book in a process of their own. */
export function policyProcess(
  pool: Pool,
  store: EventStore,
  report?: (report: PolicyReport) => void,
): PolicyRunner {
  const clock = Date.now;
  const folds = new StreamFolds({ store, aggregates: AGGREGATES });
  const claims = new Claims({ store, folds, clock });
  const runner = new CommandRunner({ folds, claims, clock });
  const tools = { runner, reader: new FactsReader(store) };
  const policies = CONTEXTS.flatMap((context) => (context.policies ?? []).map((of) => of(tools)));
  const parse = parserOf(AGGREGATES);
  return new PolicyRunner({ pool, store, parse, policies, ...(report && { report }) });
}

interface OpenLog {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** The engines that a log may be in, each with how it is opened for a database. */
const LOG_ENGINES = {
  PostgreSQL: async (connectionString: string): Promise<OpenLog> => {
    const store = await openPostgresEventStore({ connectionString });
    return { store, close: () => store.close() };
  },
  'the double of an EventStoreDB': async (): Promise<OpenLog> => {
    const double = await startEventStoreDbDouble();
    const store = await openEventStoreDb({ connectionString: double.connectionString });
    return { store, close: () => store.close().then(() => double.stop()) };
  },
} as const;

interface TrialParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly book: Book;
  readonly close: () => Promise<void>;
}

/** A fresh book whose policies work in processes that live as long as they are let. */
export class PolicyTrial {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly book: Book;
  readonly close: () => Promise<void>;

  private constructor({ pool, store, book, close }: TrialParts) {
    this.pool = pool;
    this.store = store;
    this.book = book;
    this.close = close;
  }

  static async open(engine: keyof typeof LOG_ENGINES): Promise<PolicyTrial> {
    const database = await createTestDatabase();
    const pool = new Pool({ connectionString: database.url, max: 20 });
    pool.on('error', () => undefined);
    const log = await LOG_ENGINES[engine](database.url);
    const close = async (): Promise<void> => {
      await pool.end();
      await log.close();
      await database.drop();
    };
    return new PolicyTrial({ pool, store: log.store, book: await Book.open(log.store), close });
  }

  /** Lets the process work until it is dead, or has nothing left to do. */
  async live(life: Life): Promise<void> {
    const { pool, store } = this;
    const runner = policyProcess(mortalPool(pool, life), mortalStore(store, life));
    runner.start();
    const watcher = policyProcess(pool, store);
    try {
      await eventually(async () => {
        if (life.isOver) return;
        const [status] = await watcher.status();
        const isDone = status?.lagMs === 0 && status.pendingCount === 0;
        const isAtHead = (status?.position ?? '') >= (await store.head());
        if (!isDone || !isAtHead) throw new Error(`not done: ${JSON.stringify(status)}`);
      }, DONE_WITHIN_MS);
    } finally {
      await runner.stop();
      await watcher.stop();
    }
  }

  /**
   * Kills a process before its first step, the next before a later one, and so on until one has
   * nothing left to do; after each of them another finishes, and nothing was done twice.
   */
  async dieBeforeSteps(every: number): Promise<void> {
    for (let diesAt = 1; ; diesAt += every) {
      const life = new Life(diesAt);
      await this.loseBoth(life);
      if (life.isOver) continue;
      expect(life.steps.length).toBeGreaterThan(FEWEST_STEPS);
      return;
    }
  }

  private async loseBoth(life: Life): Promise<void> {
    const { book } = this;
    const [driverId, groupId] = [await book.addDriver(), await book.addGroup()];
    const own = await book.addCharger({ kind: 'private', driverId });
    const shared = await book.addCharger({ kind: 'groups', groupIds: [groupId] });
    const removal = await book.removeDriver(driverId);
    const deletion = await book.deleteGroup(groupId);
    await this.live(life);
    if (life.isOver) await this.live(new Life(IMMORTAL));
    expect([await book.changesOf(own), await book.changesOf(shared)]).toEqual([
      [{ after: { kind: 'closed' }, cause: removal, reason: 'The driver was removed.' }],
      [{ after: { kind: 'closed' }, cause: deletion, reason: 'The group was deleted.' }],
    ]);
  }
}
