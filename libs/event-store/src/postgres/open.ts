import { StoreUnavailable } from '../errors';
import { type CopyTarget } from '../event-store.port';
import { ConnectionLost, Connections, type ConnectionOptions } from './connections';
import { ensureIdentity } from './log-identity';
import { createEventLog } from './log-schema';
import { PostgresEventStore } from './postgres-event-store';

export interface PostgresEventStoreOptions {
  readonly connectionString: string;
  /** Told of trouble that the engine gets over by itself, for the log of the process. */
  readonly onNotice?: ConnectionOptions['onNotice'];
}

/**
 * Opens the log in the database, and makes it when it is not there; several processes may do so at
 * once. The connection string needs the right to create tables in schema `public` the first time.
 * @throws StoreUnavailable when the server does not answer within some seconds
 */
export async function openPostgresEventStore(
  options: PostgresEventStoreOptions,
): Promise<CopyTarget> {
  const onNotice = options.onNotice ?? (() => undefined);
  const connections = new Connections({ connectionString: options.connectionString, onNotice });
  try {
    const identity = await connections.transaction(async (client) => {
      await createEventLog(client);
      return ensureIdentity(client);
    });
    return new PostgresEventStore(identity, connections, onNotice);
  } catch (error) {
    await connections.close();
    throw error instanceof ConnectionLost ? new StoreUnavailable(error.cause) : error;
  }
}
