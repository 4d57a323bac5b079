import { type Pool, type PoolClient } from 'pg';

/**
 * Advisory locks on one connection of their own. They only spare work: when the connection is lost
 * another process may take them, and the compared checkpoint keeps both right.
 */
export class SessionLocks {
  private session: Promise<PoolClient> | undefined;
  private client: PoolClient | undefined;
  private latest: Promise<unknown> = Promise.resolve();

  /** `onLost` is called when the locks that were held are gone. */
  constructor(
    private readonly pool: Pool,
    private readonly onLost: () => void,
  ) {}

  async tryLock(name: string): Promise<boolean> {
    const client = await this.connected();
    return this.inTurn(async () => {
      const { rows } = await client.query<{ isLocked: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as "isLocked"',
        [name],
      );
      return rows[0]?.isLocked === true;
    });
  }

  /** A lock that is gone already needs no unlocking. */
  async unlock(name: string): Promise<void> {
    const client = await this.session;
    await this.inTurn(async () =>
      client?.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]),
    );
  }

  /** Ends the connection and with it every lock. */
  async close(): Promise<void> {
    const client = await this.session?.catch(() => undefined);
    if (client !== undefined) this.leave(client);
  }

  /** A connection takes one query at a time. */
  private inTurn<Result>(ask: () => Promise<Result>): Promise<Result> {
    const answer = this.latest.then(ask, ask);
    this.latest = answer;
    return answer;
  }

  private connected(): Promise<PoolClient> {
    this.session ??= this.connect();
    return this.session;
  }

  private async connect(): Promise<PoolClient> {
    try {
      const client = await this.pool.connect();
      this.client = client;
      client.on('error', () => this.lose(client));
      client.on('end', () => this.lose(client));
      return client;
    } catch (error) {
      this.session = undefined;
      throw error;
    }
  }

  private lose(client: PoolClient): void {
    if (this.leave(client)) this.onLost();
  }

  /** A former session may speak of its end when the next one is there already. */
  private leave(client: PoolClient): boolean {
    if (this.client !== client) return false;
    this.client = undefined;
    this.session = undefined;
    client.release(true);
    return true;
  }
}
