import { Client } from 'pg';

import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { type EventStoreHarness, type RestorableLog } from './contract-kit';
import { type CopyTarget } from '../event-store.port';
import { appendIncarnation } from '../postgres/log-identity';
import { createEventLog, EVENT_LOG_TABLE } from '../postgres/log-schema';
import { openPostgresEventStore } from '../postgres/open';

/** Databases of its own, so that a test that breaks one leaves nothing behind. */
export class PostgresHarness implements EventStoreHarness {
  readonly #databases: TestDatabase[] = [];

  private constructor(readonly url: string) {}

  /** The log is empty and analysed: plans made now must still be good when it has grown. */
  static async start(): Promise<PostgresHarness> {
    const database = await createTestDatabase();
    const harness = new PostgresHarness(database.url);
    harness.#databases.push(database);
    await (await harness.open()).close();
    await harness.admin((client) => client.query(`analyze ${EVENT_LOG_TABLE}`));
    return harness;
  }

  open(): Promise<CopyTarget> {
    return openPostgresEventStore({ connectionString: this.url });
  }

  async openForeign(): Promise<CopyTarget> {
    return openPostgresEventStore({ connectionString: await this.freshDatabase() });
  }

  async restorableLog(): Promise<RestorableLog> {
    const url = await this.freshDatabase();
    return {
      open: () => openPostgresEventStore({ connectionString: url }),
      backUp: () => withClient(url, keepCopy),
      restore: () => withClient(url, bringBackCopy),
    };
  }

  async dropConnections(): Promise<void> {
    await this.admin((client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`),
    );
  }

  /** Works on the log's database beside the engine. */
  admin<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return withClient(this.url, work);
  }

  static withClient<Result>(url: string, work: (client: Client) => Promise<Result>) {
    return withClient(url, work);
  }

  async close(): Promise<void> {
    for (const database of this.#databases) await database.drop();
  }

  async freshDatabase(): Promise<string> {
    const database = await createTestDatabase();
    this.#databases.push(database);
    return database.url;
  }
}

async function keepCopy(client: Client): Promise<void> {
  await client.query(`create table kept as table ${EVENT_LOG_TABLE}`);
}

async function bringBackCopy(client: Client): Promise<void> {
  const incarnation = await client.query<{ above: number }>(
    `select max(log.incarnation) as above from ${EVENT_LOG_TABLE} log`,
  );
  await client.query('begin');
  await client.query(`drop table ${EVENT_LOG_TABLE}`);
  await createEventLog(client);
  await client.query(`insert into ${EVENT_LOG_TABLE} select * from kept`);
  await appendIncarnation(client, { above: incarnation.rows[0]?.above ?? 0 });
  await client.query('commit');
}

async function withClient<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
