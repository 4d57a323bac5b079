import { Client } from 'pg';

/**
 * Advisory locks of a book, held by a session for as long as its process lives. `embedded` is held
 * alone by the one process that serves an embedded database. `book` is shared by all services of a
 * book, on whatever database, and held alone by a restore.
 */
const LOCK_KEYS = { embedded: 7_266_101_001, book: 7_266_101_002 } as const;

export type LockName = keyof typeof LOCK_KEYS;
export type LockMode = 'alone' | 'shared';

export interface SessionLock {
  /** Resolves when the session has ended, by `release` or not: others may hold the lock by now. */
  readonly ended: Promise<void>;
  release(): Promise<void>;
}

export interface LockWish {
  readonly name: LockName;
  readonly mode: LockMode;
}

/** Takes the lock on a session of its own; undefined when another session is in the way. */
export async function takeSessionLock(
  url: string,
  { name, mode }: LockWish,
): Promise<SessionLock | undefined> {
  const client = new Client({
    connectionString: url,
    application_name: `chargebook lock ${name}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  const ended = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  await client.connect();
  const release = (): Promise<void> => client.end().catch(() => undefined);
  if (await tryLock(client, { name, mode })) return { ended, release };
  await release();
  return undefined;
}

async function tryLock(client: Client, { name, mode }: LockWish): Promise<boolean> {
  const attempt = mode === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
  const { rows } = await client.query<{ taken: boolean }>(
    `select ${attempt}($1::bigint) as taken`,
    [LOCK_KEYS[name]],
  );
  return rows[0]?.taken ?? false;
}
