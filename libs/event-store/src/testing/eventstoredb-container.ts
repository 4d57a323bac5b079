import { spawnSync } from 'node:child_process';
import { GenericContainer, Wait } from 'testcontainers';

export interface EventStoreDbContainer {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** The tag as the vendor's documents name it. */
export const IMAGE = 'eventstore/eventstore:23.10.7-bookworm-slim';
const PORT = 2113;
const ASK_TIMEOUT_MS = 5_000;

/** True where a Docker engine answers; asked at once, for whoever names tests by it. */
export function hasDockerEngine(): boolean {
  const asked = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], {
    timeout: ASK_TIMEOUT_MS,
    stdio: 'ignore',
  });
  return asked.status === 0;
}

/** An empty server of the vendor's image, without TLS, reached from this machine alone. */
export async function startEventStoreDbContainer(): Promise<EventStoreDbContainer> {
  const container = await new GenericContainer(IMAGE)
    .withEnvironment({ EVENTSTORE_INSECURE: 'true', EVENTSTORE_RUN_PROJECTIONS: 'All' })
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
    .start();
  return {
    connectionString: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`,
    stop: async () => void (await container.stop()),
  };
}
