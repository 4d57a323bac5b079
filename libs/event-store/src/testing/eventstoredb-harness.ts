import { type CopyTarget } from '../event-store.port';
import { beginEventStoreDbIncarnation, openEventStoreDb } from '../eventstoredb/open';
import { type EventStoreHarness, type Lacking, type RestorableLog } from './contract-kit';
import { type EventStoreDbServer } from './eventstoredb-server';
import { SeveredNetwork } from './severed-network';

/** Engines on a server that may be in use by others. */
export class EventStoreDbHarness implements EventStoreHarness {
  private constructor(
    private readonly server: EventStoreDbServer,
    private readonly network: SeveredNetwork | undefined,
  ) {}

  static async start(server: EventStoreDbServer): Promise<EventStoreDbHarness> {
    const network = isCluster(server) ? undefined : new SeveredNetwork(server.url);
    await network?.mend();
    return new EventStoreDbHarness(server, network);
  }

  static lackingAt(server: EventStoreDbServer): Lacking {
    return {
      foreignStore: server.second ? undefined : 'EVENTSTORE_TEST_SECOND_URL names no server',
      restorableLog: server.second?.control
        ? undefined
        : 'EVENTSTORE_TEST_SECOND_CONTROL names no command',
      droppedConnections: isCluster(server)
        ? 'a cluster is reached at the addresses that it tells, with nothing between'
        : undefined,
    };
  }

  open(): Promise<CopyTarget> {
    return openEventStoreDb({ connectionString: this.network?.url ?? this.server.url });
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
    this.network?.drop();
  }

  async close(): Promise<void> {
    await this.network?.cut();
  }

  private secondServer(): NonNullable<EventStoreDbServer['second']> {
    if (this.server.second === undefined) throw new Error('there is no second server');
    return this.server.second;
  }
}

function isCluster({ url }: EventStoreDbServer): boolean {
  return url.startsWith('esdb+discover:') || url.includes(',');
}
