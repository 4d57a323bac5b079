import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';

import { clientString } from './client-string';
import { refuseUnreadableFiles } from './option-files';
import { ServerUnusable } from './server-unusable';
import { type LogRecord, NO_STREAM, recordOf } from './wire-records';
import { within } from './within';

export type ReadCall = ReturnType<StreamsClient['read']>;
export type BatchCall = ReturnType<StreamsClient['batchAppend']>;

/** Of this the search for a server is the most. */
const SUBSCRIBE_TIMEOUT_MS = 5_000;
const NO_DEADLINE = { deadline: Number.POSITIVE_INFINITY };
const FROM_LEADER = { requiresLeader: true };

/**
 * The vendor's client, one level below its public methods: those parse data and metadata as JSON
 * and write them anew, which changes the text, and hand checkpoints over before the events that
 * came earlier. Here messages come as they were sent, in their order. Addresses, the leader, TLS
 * and credentials stay the client's business. The brackets reach its protected methods.
 */
export class WireClient {
  readonly #client: EventStoreDBClient;

  /**
   * Clients of one number share a connection.
   * @throws ServerUnusable for a connection string that is none, or that names no readable file
   */
  constructor(connectionString: string, connection = 0) {
    refuseUnreadableFiles(connectionString);
    try {
      this.#client = EventStoreDBClient.connectionString(
        clientString(connectionString, connection),
      );
    } catch (cause) {
      // Not with its cause, which has the string and the password in it.
      throw new ServerUnusable(`the connection string is no good: ${reasonOf(cause)}`);
    }
    hearReconnection(this.#client);
  }

  /** All events of a read that ends by itself. */
  page(request: ReadReq, timeoutMs: number): Promise<readonly LogRecord[]> {
    const client = this.#client;
    const options = { ...FROM_LEADER, deadline: timeoutMs };
    const start = client['GRPCStreamCreator'](StreamsClient, 'read', (streams) =>
      streams.read(request, ...client['callArguments'](options)),
    );
    // The call keeps its deadline by itself, but finding a server to call may take for ever.
    return within(timeoutMs + 500, start().then(recordsOf));
  }

  /** A read that goes on until it is cancelled or breaks; it is begun in time, or not at all. */
  subscription(request: ReadReq): Promise<ReadCall> {
    const client = this.#client;
    const start = client['GRPCStreamCreator'](StreamsClient, 'read', (streams) =>
      streams.read(request, ...client['callArguments'](FROM_LEADER, NO_DEADLINE)),
    );
    const starting = start();
    return within(SUBSCRIBE_TIMEOUT_MS, starting).catch((error: unknown) => {
      starting.then(
        (call) => call.cancel(),
        () => undefined,
      );
      throw error;
    });
  }

  /** A call that takes one append after another until it is cancelled or breaks. */
  appending(): Promise<BatchCall> {
    const client = this.#client;
    const start = client['GRPCStreamCreator'](StreamsClient, 'batchAppend', (streams) =>
      streams.batchAppend(...client['callArguments'](FROM_LEADER, NO_DEADLINE)),
    );
    return start();
  }

  /** Cancels every call and closes the connection, which is searched for first where none is. */
  async dispose(): Promise<void> {
    await this.#client.dispose();
    // Not awaited: with all nodes away the search outlasts the patience of whoever closes.
    void this.#client['getChannel']().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }
}

/** The client's message about its reading of the string quotes it, be it the password. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'the client cannot use it';
  return 'expected' in cause ? `it should have ${String(cause.expected)}` : cause.message;
}

/**
 * For a call that breaks, the client waits for the search for a server that is under way, and
 * leaves its failure to nobody: that would end the process. Whoever began the search is told.
 */
function hearReconnection(client: EventStoreDBClient): void {
  const reconnect = client['handleError'];
  client['handleError'] = (...call) => reconnect(...call).catch(() => undefined);
}

/**
 * By the events of the call: to pull each of a thousand messages takes several promises per
 * message. A message is let go as soon as it has come: kept for the length of a page, the many
 * objects that it is made of cost the garbage collector as much time as all the rest.
 */
function recordsOf(call: ReadCall): Promise<readonly LogRecord[]> {
  return new Promise((resolve, reject) => {
    const records: LogRecord[] = [];
    let isThere = true;
    call.on('data', (message: ReadResp) => {
      if (message.hasStreamNotFound()) isThere = false;
      const record = recordOf(message);
      if (record !== undefined) records.push(record);
    });
    call.on('end', () => resolve(isThere ? records : NO_STREAM));
    call.on('error', reject);
  });
}
