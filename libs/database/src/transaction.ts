import { type Pool, type PoolClient } from 'pg';

/** Commits what `work` did, or nothing of it when it throws; throws what `work` threw. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    client.release(!(await rollsBack(client)));
    throw error;
  }
}

/** False when the connection cannot be used again: the transaction then ends with it. */
async function rollsBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}
