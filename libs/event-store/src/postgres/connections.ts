import {
  type ClientBase,
  DatabaseError,
  Pool,
  type PoolClient,
  type QueryArrayConfig,
  type QueryArrayResult,
} from 'pg';

import { StoreUnavailable, WrongExpectedRevision } from '../errors';

/** Rows as the server wrote them: nothing is parsed, so that every text comes back exactly. */
export type TextRow = readonly (string | null)[];

/** The connection was lost while a call was under way: what the call did is not known. */
export class ConnectionLost extends Error {
  constructor(override readonly cause: unknown) {
    super(`the connection was lost: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'ConnectionLost';
  }
}

export interface ConnectionOptions {
  readonly connectionString: string;
  /** Told of what heals by itself, for the log of the process. */
  readonly onNotice: (text: string, cause: unknown) => void;
}

const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 8_000;
/** A frozen server ends no statement; the client gives up a little after it would have. */
const ANSWER_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 8;

/**
 * A plan that was cached while the table was small must not outlive that time; a costly plan must
 * not be compiled; a commit that was acknowledged must be on disk whatever the server's default is.
 */
const SESSION_SETTINGS = `
  set enable_seqscan = off;
  set enable_bitmapscan = off;
  set jit = off;
  set default_transaction_isolation = 'read committed';
  set statement_timeout = ${STATEMENT_TIMEOUT_MS};
  select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') in ('off', 'local')`;

/** The engine's connections. When one is lost, the older ones are thrown away unused. */
export class Connections {
  readonly #pool: Pool;
  #losses = 0;
  readonly #lossesBefore = new WeakMap<ClientBase, number>();

  constructor(options: ConnectionOptions) {
    this.#pool = new Pool({
      connectionString: options.connectionString,
      application_name: 'chargebook event store',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      idleTimeoutMillis: 0,
      keepAlive: true,
      max: MAX_CONNECTIONS,
      // The pool awaits what this returns, which its type does not say.
      onConnect: (client): unknown => client.query(SESSION_SETTINGS),
    });
    // A connection in use that breaks rejects its query; the event beside it would end the process.
    this.#pool.on('connect', (client) => client.on('error', ignore));
    this.#pool.on('error', (error) => options.onNotice('a connection was lost while idle', error));
  }

  /** @throws StoreUnavailable (nothing done), ConnectionLost (not known), the server's refusal */
  async rows(text: string, values: readonly unknown[] = []): Promise<readonly TextRow[]> {
    return this.with(async (client) => {
      const result: QueryArrayResult<(string | null)[]> = await client.query(asTexts(text, values));
      return result.rows;
    });
  }

  /** Runs the work in one transaction. Throws as `rows` does. */
  async transaction<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result> {
    return this.with(async (client) => {
      await client.query('begin');
      try {
        const result = await work(client);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(ignore);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  private async with<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result> {
    const client = await this.checkOut();
    let trouble: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      const read = readTrouble(error);
      if (read instanceof ConnectionLost) {
        trouble = read;
        this.#losses += 1;
      }
      throw read;
    } finally {
      client.release(trouble);
    }
  }

  private async checkOut(): Promise<PoolClient> {
    for (;;) {
      const client = await this.connect();
      const lossesBefore = this.#lossesBefore.get(client) ?? this.#losses;
      this.#lossesBefore.set(client, lossesBefore);
      if (lossesBefore === this.#losses) return client;
      client.release(true);
    }
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw new StoreUnavailable(error);
    }
  }
}

const TEXTS = { getTypeParser: () => (value: string) => value };
const NAMES = new Map<string, string>();

/** Each connection parses and plans a statement once: there are few, without values in them. */
function asTexts(text: string, values: readonly unknown[]): QueryArrayConfig {
  const name = NAMES.get(text) ?? `log ${NAMES.size}`;
  NAMES.set(text, name);
  return { name, text, values: [...values], rowMode: 'array', types: TEXTS };
}

/** SQLSTATEs by what they mean for the call. 57P..: the server goes down or throws us out. */
const LOST = /^(08|57P)/;
/** Out of space, memory or time, or a server that takes no writes: rolled back, may work later. */
const UNAVAILABLE = /^(53|57|58|25006$|55P03$)/;

function readTrouble(error: unknown): unknown {
  // What the work itself found; the connection is as good as before.
  if (error instanceof WrongExpectedRevision) return error;
  if (!(error instanceof DatabaseError)) return new ConnectionLost(error);
  if (LOST.test(error.code ?? '')) return new ConnectionLost(error);
  if (UNAVAILABLE.test(error.code ?? '')) return new StoreUnavailable(error);
  return error;
}

function ignore(): void {
  // The same trouble reaches the caller on another way.
}
