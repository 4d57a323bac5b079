import { setTimeout as pause } from 'node:timers/promises';

import { StoreUnavailable, StoreUnusable } from '../errors';
import { type EventStore, type StoreIdentity } from '../event-store.port';
import { EventStoreDbEventStore } from './eventstoredb-event-store';
import { LogClient } from './log-client';
import { beginIncarnationsUpTo, ensureIdentity, readIdentity } from './store-identity';
import { unavailable, unusable } from './wire-errors';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113?tls=true&tlsCAFile=…`, or several hosts with commas. */
  readonly connectionString: string;
  /** So long a server that does not answer is waited for. */
  readonly waitMs?: number;
  /** Told of trouble that the engine gets over by itself, for the log of the process. */
  readonly onNotice?: (text: string, cause: unknown) => void;
}

const WAIT_MS = 60_000;
const TRY_TIMEOUT_MS = 5_000;
const PAUSE_MS = 500;
/** The first that says when a subscription has caught up. */
const OLDEST_SERVER = [23, 10] as const;

/**
 * Opens the log of an EventStoreDB server or cluster, and names it when it has no name yet.
 * @throws StoreUnavailable when the server does not answer within `waitMs`
 * @throws StoreUnusable for a bad connection string, refused credentials, a certificate that is not
 *   trusted, and a server that is too old
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const onNotice = options.onNotice ?? (() => undefined);
  const client = new LogClient({ connectionString: options.connectionString, onNotice });
  return closingOnFailure(client, async () => {
    const identity = await answered(options, async () => {
      await refuseOldServer(client);
      return ensureIdentity(client);
    });
    return new EventStoreDbEventStore(identity, client, onNotice);
  });
}

export interface RestoredLog extends EventStoreDbOptions {
  /** Highest incarnation that was ever in use elsewhere, as in the log that is replaced. */
  readonly above: number;
}

/**
 * Begins a new incarnation of a log that was restored, before any engine opens it: tokens and
 * checkpoints that stand behind it are refused from then on. The number rises above `above` too.
 * @throws StoreUnavailable, StoreUnusable
 */
export async function beginEventStoreDbIncarnation(log: RestoredLog): Promise<StoreIdentity> {
  const onNotice = log.onNotice ?? (() => undefined);
  const client = new LogClient({ connectionString: log.connectionString, onNotice });
  const identity = await closingOnFailure(client, () =>
    answered(log, async () => {
      const present = (await readIdentity(client))?.incarnation ?? 0;
      return { next: Math.max(present, log.above) + 1 };
    }).then(({ next }) => answered(log, () => beginIncarnationsUpTo(client, next))),
  );
  await client.close();
  return { storeId: identity.storeId, incarnation: identity.incarnation };
}

async function refuseOldServer(client: LogClient): Promise<void> {
  const version = await client.serverVersion(TRY_TIMEOUT_MS);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StoreUnusable(
    `the server is EventStoreDB ${version}; ${OLDEST_SERVER.join('.')} or later is needed`,
  );
}

/** Tries until the server answers; the trouble is told once. */
async function answered<Result>(
  { waitMs = WAIT_MS, onNotice }: EventStoreDbOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const deadlineMs = performance.now() + waitMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const hopeless = error instanceof StoreUnusable ? error : unusable(causeOf(error));
      if (hopeless !== undefined) throw hopeless;
      if (performance.now() + PAUSE_MS > deadlineMs) throw unavailable(error);
      if (tries === 0) onNotice?.('EventStoreDB does not answer yet; waiting for it', error);
      await pause(PAUSE_MS);
    }
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof StoreUnavailable ? error.cause : error;
}

async function closingOnFailure<Result>(
  client: LogClient,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await client.close();
    throw error;
  }
}
