import { Client, Pool, type PoolConfig } from 'pg';

import { DatabaseUnreachable, codeOf, reasonOf } from './errors';

export interface PoolOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly maxConnections: number;
  /** A statement that takes longer is ended by the server; 0: none is. */
  readonly statementTimeoutMs: number;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Codes of refusals that time does not heal, and what they mean for DATABASE_URL. */
const REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'the password or the role is wrong',
  '28000': 'the server does not let this role in',
  '3D000': 'the server has no such database',
  ENOTFOUND: 'the host is not known',
};

/**
 * A pool that outlives its connections: one that breaks while idle is replaced, and never ends the
 * process. 64-bit integers come back as text, as pg does by itself: a number would lose digits.
 */
export function openPool(options: PoolOptions): Pool {
  const settings: PoolConfig = {
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: options.statementTimeoutMs,
    keepAlive: true,
    // To connect again costs more than the page that a lone user asks for after a while.
    idleTimeoutMillis: 0,
  };
  const pool = new Pool(settings);
  pool.on('error', () => undefined);
  // A connection in use that breaks rejects its query; the event beside it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Connects once, so that a wrong DATABASE_URL stops the start with one line: which server and what
 * is wrong, never the password. @throws DatabaseUnreachable
 */
export async function assertReachable(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const why = REFUSALS[codeOf(cause) ?? ''] ?? reasonOf(cause);
    throw new DatabaseUnreachable(`the database ${addressOf(url)} cannot be used: ${why}`, {
      cause,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Where a connection string leads, without its password. */
export function addressOf(url: string): string {
  const { hostname, port, pathname, username } = new URL(url);
  const role = username === '' ? '' : `${username}@`;
  return `${role}${hostname || 'localhost'}:${port || '5432'}${pathname}`;
}
