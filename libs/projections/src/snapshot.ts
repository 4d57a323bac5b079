import { StoreUnavailable } from '@chargebook/event-store';
import { type Pool, type PoolClient } from 'pg';

import { sqlStateOf } from './database-errors';
import { type ProjectionGroup } from './projection';
import { ReadTables } from './read-tables';

/** Nobody waits for a page of many as for one alone: it may take longer than the pool lets it. */
const STATEMENT_TIMEOUT_MS = 3_000;

const BEGIN = `begin isolation level repeatable read read only;
  set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`;

/** A group's tables as they were at one moment, for what takes many pages to read. */
export interface Snapshot {
  readonly tables: ReadTables;
  /** To be called, and may be called twice: a snapshot keeps a connection to itself. */
  close(): Promise<void>;
}

/** All that is read through the snapshot shows one position. @throws StoreUnavailable */
export async function openSnapshot(pool: Pool, group: ProjectionGroup): Promise<Snapshot> {
  const client = await connected(pool);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
  };
  try {
    await client.query(BEGIN);
  } catch (error) {
    await close();
    throw error;
  }
  return { tables: new ReadTables(client, group), close };
}

async function connected(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw sqlStateOf(error) === undefined ? new StoreUnavailable(error) : error;
  }
}
