import { setTimeout as pause } from 'node:timers/promises';

import { isOutage } from '../errors';
import { type CopyTarget, type StoreIdentity } from '../event-store.port';
import { unlessAborted } from '../interruptions';
import { awaitServer } from './await-server';
import { EventStoreDbEventStore } from './eventstoredb-event-store';
import { LogClient } from './log-client';
import { serverAddressOf } from './server-address';
import { ServerUnusable } from './server-unusable';
import { beginIncarnationAbove, ensureIdentity, presentIdentity } from './store-identity';
import { isDenied } from './wire-errors';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113?tls=true&tlsCAFile=…`, or several hosts with commas. */
  readonly connectionString: string;
  /** A server that does not answer is waited for so long, 60 s unless said. */
  readonly waitMs?: number;
  /** Told of trouble that the engine gets over by itself, for the log of the process. */
  readonly onNotice?: (text: string, cause: unknown) => void;
  /** Ends the wait for a server at once: then the call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface OpenedEventStoreDb extends EventStoreDbOptions {
  /** True: a log without a name is refused, where it would be named otherwise. */
  readonly mustExist?: boolean;
}

export interface RestoredLog extends EventStoreDbOptions {
  /** Highest incarnation that was ever in use elsewhere, as in the log that is replaced. */
  readonly above: number;
}

const WAIT_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Opens the log of an EventStoreDB server or cluster, and names it when it has no name yet; several
 * processes may do so at once.
 * @throws ServerUnusable for a bad connection string, a server that is absent for `waitMs` or too
 *   old, a certificate that is not trusted, and refused credentials
 * @throws Error in one line for a log that must exist and does not
 */
export async function openEventStoreDb(options: OpenedEventStoreDb): Promise<CopyTarget> {
  const identity = options.mustExist === true ? presentIdentity : ensureIdentity;
  const { client, answer } = await connected(options, identity);
  return new EventStoreDbEventStore(answer, client, noticeOf(options));
}

/**
 * Begins a new incarnation of a log that was restored, before any engine opens it: tokens and
 * checkpoints that stand behind it are refused from then on. The number rises above `above` too.
 * @throws ServerUnusable as `openEventStoreDb` does
 */
export async function beginEventStoreDbIncarnation(log: RestoredLog): Promise<StoreIdentity> {
  const { client, answer } = await connected(log, (found) =>
    beginIncarnationAbove(found, log.above),
  );
  await client.close();
  return { storeId: answer.storeId, incarnation: answer.incarnation };
}

async function connected<Answer>(
  options: EventStoreDbOptions,
  ask: (client: LogClient) => Promise<Answer>,
): Promise<{ readonly client: LogClient; readonly answer: Answer }> {
  const { connectionString, waitMs = WAIT_MS, signal = new AbortController().signal } = options;
  const onNotice = noticeOf(options);
  const untilMs = performance.now() + waitMs;
  // Both refuse a string that is no good, before any wait.
  const address = serverAddressOf(connectionString);
  const client = new LogClient({ connectionString, onNotice });
  try {
    await awaitServer({ address, onNotice, waitMs, signal });
    return { client, answer: await answered(() => ask(client), { untilMs, onNotice, signal }) };
  } catch (error) {
    await client.close();
    throw unusable(error);
  }
}

interface Patience {
  readonly untilMs: number;
  readonly onNotice: (text: string, cause: unknown) => void;
  readonly signal: AbortSignal;
}

/** A server that is there may still look for its leader: then the call is tried again. */
async function answered<Answer>(
  ask: () => Promise<Answer>,
  { untilMs, onNotice, signal }: Patience,
): Promise<Answer> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const answer = await unlessAborted(ask(), signal);
      if (answer !== undefined) return answer;
    } catch (error) {
      if (isFinal(error) || performance.now() > untilMs) throw error;
      onNotice('waits for the leader of EventStoreDB', error);
    }
    await unlessAborted(pause(PAUSE_MS), signal);
  }
}

/** The name that is given to the store may be there already when the answer was lost. */
function isFinal(error: unknown): boolean {
  return isDenied(error) || !isOutage(error);
}

function unusable(cause: unknown): unknown {
  if (!isOutage(cause)) return cause;
  const reason = isDenied(cause) ? 'it refuses the user of the connection string' : cause.message;
  return new ServerUnusable(`EventStoreDB cannot be used: ${reason}`, { cause });
}

function noticeOf({ onNotice }: EventStoreDbOptions): (text: string, cause: unknown) => void {
  return onNotice ?? (() => undefined);
}
