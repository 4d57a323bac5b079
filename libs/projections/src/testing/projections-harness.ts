import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import {
  type EventStore,
  type NewEvent,
  openPostgresEventStore,
  type Position,
  type StreamName,
} from '@chargebook/event-store';
import { Pool, type PoolConfig } from 'pg';

import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { type ParseEvent, type Projection, type ProjectionGroup } from '../projection';
import { ProjectionRunner, type RunnerOptions } from '../projection-runner';

/** A label of an inventory of boxes: what the projections of these tests are about. */
export interface BoxRow {
  readonly id: string;
  readonly lastLabel: string;
  readonly weightKilograms: number;
  readonly labels: readonly string[];
  readonly changeCount: number;
}

interface ShelfRow {
  readonly shelf: string;
  readonly boxCount: number;
}

export interface BoxFact {
  readonly box: string;
  readonly label?: string;
  readonly weightKilograms?: number;
  readonly shelf?: string;
  readonly isRemoved?: boolean;
}

/** Fails in code on the label `poison`; the database refuses a weight of 1000 and more. */
export function boxList(version = 1): Projection<BoxRow> {
  return {
    name: 'box-list',
    version,
    table: {
      columns: {
        id: { type: 'text collate "C"' },
        lastLabel: { type: 'text not null' },
        weightKilograms: { type: 'numeric(4,1) not null' },
        labels: { type: 'jsonb not null' },
        changeCount: { type: 'integer not null' },
      },
      primaryKey: 'id',
      indexes: ['create index NAME_last_label on TABLE (last_label)'],
    },
    rowKeysOf: ({ data }) => [factOf(data).box],
    apply: (row, { data }) => {
      const { box, label = '', weightKilograms = 1.5, isRemoved = false } = factOf(data);
      if (label === 'poison') throw new Error('this label cannot be taken');
      if (isRemoved) return undefined;
      const { labels, changeCount } = row ?? { labels: [], changeCount: 0 };
      return {
        id: box,
        lastLabel: label,
        weightKilograms,
        labels: [...labels, label].slice(-3),
        changeCount: changeCount + 1,
      };
    },
  };
}

const SHELF_COUNT: Projection<ShelfRow> = {
  name: 'shelf-count',
  version: 1,
  table: {
    columns: { shelf: { type: 'text' }, boxCount: { type: 'integer not null' } },
    primaryKey: 'shelf',
    indexes: [],
  },
  rowKeysOf: ({ data }) => [factOf(data).shelf ?? 'none'],
  apply: (row, _event, key) => ({ shelf: key, boxCount: (row?.boxCount ?? 0) + 1 }),
};

export const SHELVES = SHELF_COUNT;

export function boxes(version = 1): ProjectionGroup {
  return { name: 'boxes', projections: [boxList(version), SHELF_COUNT] };
}

/** Knows schema version 1 alone; data that is the text `garbage` cannot be read. */
export const parse: ParseEvent = (recorded) => {
  const metadata: { readonly schemaVersion: number } = JSON.parse(recorded.metadata);
  if (metadata.schemaVersion > 1) {
    return { newerThanCode: `${recorded.type} version ${metadata.schemaVersion}` };
  }
  const data: unknown = JSON.parse(recorded.data);
  if (data === 'garbage') throw new Error('no fact can be read here');
  return { recorded, type: recorded.type, data, metadata };
};

export function newerParse(recorded: Parameters<ParseEvent>[0]): ReturnType<ParseEvent> {
  return parse({ ...recorded, metadata: '{"schemaVersion":1}' });
}

/** One database with its log; every pool stands for a process. */
export class ProjectionsHarness {
  private readonly runners: ProjectionRunner[] = [];
  private readonly pools: Pool[] = [];
  private streamNumber = 0;

  private constructor(
    private readonly database: TestDatabase,
    readonly store: EventStore,
  ) {}

  static async start(): Promise<ProjectionsHarness> {
    const database = await createTestDatabase();
    const store = await openPostgresEventStore({ connectionString: database.url });
    return new ProjectionsHarness(database, store);
  }

  pool(config: PoolConfig = {}): Pool {
    const pool = new Pool({ connectionString: this.database.url, max: 12, ...config });
    pool.on('error', () => undefined);
    // As the pools of the service: what is lent out between two messages has no other listener.
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.pools.push(pool);
    return pool;
  }

  runner(options: Partial<RunnerOptions> = {}): ProjectionRunner {
    const runner = new ProjectionRunner({
      pool: this.pool(),
      store: this.store,
      groups: [boxes()],
      parse,
      ...options,
    });
    this.runners.push(runner);
    return runner;
  }

  /** Appends to a stream of its own; gives the position of the last one. */
  async append(facts: readonly (BoxFact | 'garbage')[], schemaVersion = 1): Promise<Position> {
    this.streamNumber += 1;
    const events = facts.map((fact) => boxEvent(fact, schemaVersion));
    const stream = `box-${this.streamNumber}` as StreamName;
    return (await this.store.append(stream, 'no-stream', events)).position;
  }

  async dropConnections(pool: Pool): Promise<void> {
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
  }

  async close(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await Promise.all(this.pools.map((pool) => pool.end()));
    await this.store.close();
    await this.database.drop();
  }
}

/** Resolves when the check no longer throws; rejects with what it threw last after 20 seconds. */
export async function eventually<Result>(check: () => Promise<Result> | Result): Promise<Result> {
  const endMs = performance.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await pause(10);
    }
  }
}

function boxEvent(fact: BoxFact | 'garbage', schemaVersion: number): NewEvent {
  return {
    id: randomUUID(),
    type: 'BoxLabelled',
    data: JSON.stringify(fact),
    metadata: JSON.stringify({ schemaVersion }),
  };
}

function factOf(data: unknown): BoxFact {
  return data as BoxFact;
}
