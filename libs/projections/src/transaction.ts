import { type Pool, type PoolClient } from 'pg';

/** One transaction; `kill` cuts its connection, so that even a long statement ends at once. */
export interface TransactionSetting {
  readonly pool: Pool;
  readonly kill?: AbortSignal;
}

/**
 * Read models can be rebuilt, so their commits do not wait for the disk. A table that grows under a
 * fill has no statistics yet, so its scans are ruled out by hand.
 */
const BEGIN = 'begin; set local synchronous_commit = off; set local enable_seqscan = off';

/** Commits what `work` did, or nothing of it when it throws; throws what `work` threw. */
export async function inTransaction<Result>(
  { pool, kill }: TransactionSetting,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  const leave = guard(client, kill);
  try {
    await client.query(BEGIN);
    const result = await work(client);
    await client.query('commit');
    leave();
    return result;
  } catch (error) {
    leave(await rollBack(client));
    throw error;
  }
}

/** For a statement that commits by itself; a connection on which it fails is thrown away. */
export async function onConnection<Result>(
  { pool, kill }: TransactionSetting,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  const leave = guard(client, kill);
  try {
    const result = await work(client);
    leave();
    return result;
  } catch (error) {
    leave(true);
    throw error;
  }
}

/** Gives the way to release the client, which works once, whoever comes first. */
function guard(client: PoolClient, kill?: AbortSignal): (broken?: boolean) => void {
  const ignoreError = (): void => undefined;
  const leave = once((isBroken: boolean) => {
    // A broken client may still speak of its end.
    if (!isBroken) client.off('error', ignoreError);
    kill?.removeEventListener('abort', cut);
    client.release(isBroken);
  });
  const cut = (): void => leave(true);
  client.on('error', ignoreError);
  kill?.addEventListener('abort', cut, { once: true });
  if (kill?.aborted === true) cut();
  return (isBroken = false) => leave(isBroken);
}

function once(work: (isBroken: boolean) => void): (isBroken: boolean) => void {
  let isDone = false;
  return (isBroken) => {
    if (!isDone) {
      isDone = true;
      work(isBroken);
    }
  };
}

/** True when the connection cannot be used again. */
async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return false;
  } catch {
    return true;
  }
}
