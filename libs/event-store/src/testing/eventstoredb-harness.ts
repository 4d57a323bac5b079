import { type CopyTarget } from '../event-store.port';
import { beginEventStoreDbIncarnation, openEventStoreDb } from '../eventstoredb/open';
import { type EventStoreHarness, type Lacking, type RestorableLog } from './contract-kit';
import { type EventStoreDbServer } from './eventstoredb-server';
import { OpenedConnections } from './opened-connections';

/** Engines on a server that may be in use by others. */
export class EventStoreDbHarness implements EventStoreHarness {
  readonly #connections = new OpenedConnections();

  private constructor(private readonly server: EventStoreDbServer) {}

  static async start(server: EventStoreDbServer): Promise<EventStoreDbHarness> {
    return new EventStoreDbHarness(server);
  }

  static lackingAt(server: EventStoreDbServer): Lacking {
    return {
      foreignStore: server.second ? undefined : 'EVENTSTORE_TEST_SECOND_URL names no server',
      restorableLog: server.second?.control
        ? undefined
        : 'EVENTSTORE_TEST_SECOND_CONTROL names no command',
    };
  }

  open(): Promise<CopyTarget> {
    return openEventStoreDb({ connectionString: this.server.url });
  }

  openForeign(): Promise<CopyTarget> {
    return openEventStoreDb({ connectionString: this.secondServer().url });
  }

  async restorableLog(): Promise<RestorableLog> {
    const { url: connectionString, control } = this.secondServer();
    if (control === undefined) throw new Error('the second server cannot be restored');
    let above = 0;
    return {
      open: async () => {
        const store = await openEventStoreDb({ connectionString });
        above = Math.max(above, store.identity.incarnation);
        return store;
      },
      backUp: () => control('back-up'),
      restore: async () => {
        await control('restore');
        await beginEventStoreDbIncarnation({ connectionString, above });
      },
    };
  }

  async dropConnections(): Promise<void> {
    this.#connections.cut();
  }

  async close(): Promise<void> {
    this.#connections.unwatch();
  }

  private secondServer(): NonNullable<EventStoreDbServer['second']> {
    if (this.server.second === undefined) throw new Error('there is no second server');
    return this.server.second;
  }
}
