import { type PoolClient } from 'pg';

import { createRegistry, lockSchema } from './registry';
import { eventually, ProjectionsHarness } from './testing/projections-harness';

describe('the tables that processes make', () => {
  let harness: ProjectionsHarness;
  let clients: PoolClient[];

  beforeEach(async () => {
    harness = await ProjectionsHarness.start();
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) client.release(true);
    await harness.close();
  });

  /** A connection that has made a schema before, and has found that there is no other. */
  async function begun(): Promise<PoolClient> {
    const client = await harness.pool().connect();
    clients.push(client);
    await client.query('create schema if not exists other');
    await client.query("begin; select to_regclass('read.generation')");
    return client;
  }

  /** Resolves when a connection waits for the lock that another one holds. */
  async function somebodyWaits(): Promise<void> {
    await eventually(async () => {
      const waiting = "select from pg_locks where locktype = 'advisory' and not granted";
      expect((await harness.pool().query(waiting)).rowCount).toBe(1);
    });
  }

  it('are made once, also by one who looked for them before he waited', async () => {
    const [first, second] = [await begun(), await begun()];
    await lockSchema(first);
    await createRegistry(first);
    const waiting = lockSchema(second).then(() => createRegistry(second));
    await somebodyWaits();
    await first.query('commit');
    await expect(waiting).resolves.toBeUndefined();
  });
});
