import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type ClientReadableStream } from '@grpc/grpc-js';

import { clientString } from './client-string';
import { refuseUnreadableFiles } from './option-files';
import { type ReadMessage, readMessage } from './read-messages';
import { ServerUnusable } from './server-unusable';
import { type LogRecord, NO_STREAM } from './wire-records';
import { within } from './within';

export type ReadCall = ClientReadableStream<ReadMessage>;
export type BatchCall = ReturnType<StreamsClient['batchAppend']>;

/** Of this the search for a server is the most. */
const SUBSCRIBE_TIMEOUT_MS = 5_000;
const NO_DEADLINE = { deadline: Number.POSITIVE_INFINITY };
const FROM_LEADER = { requiresLeader: true };

type ReadSettings = Parameters<EventStoreDBClient['callArguments']>;

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
    // The call keeps its deadline by itself, but finding a server to call may take for ever.
    return within(timeoutMs + 500, this.read(request, { deadline: timeoutMs }).then(recordsOf));
  }

  /** A read that goes on until it is cancelled or breaks; it is begun in time, or not at all. */
  subscription(request: ReadReq): Promise<ReadCall> {
    const starting = this.read(request, {}, NO_DEADLINE);
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

  private read(request: ReadReq, ...[base, call]: ReadSettings): Promise<ReadCall> {
    const client = this.#client;
    const { path, requestSerialize } = StreamsService.read;
    const start = client['GRPCStreamCreator'](StreamsClient, 'read', (streams) => {
      const settings = client['callArguments']({ ...FROM_LEADER, ...base }, call);
      return streams.makeServerStreamRequest(
        path,
        requestSerialize,
        readMessage,
        request,
        ...settings,
      );
    });
    return start();
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

/** By the events of the call: to pull each of a thousand messages takes several promises each. */
function recordsOf(call: ReadCall): Promise<readonly LogRecord[]> {
  return new Promise((resolve, reject) => {
    const records: LogRecord[] = [];
    let isThere = true;
    call.on('data', ({ record, says }: ReadMessage) => {
      if (says === 'no-stream') isThere = false;
      if (record !== undefined) records.push(record);
    });
    call.on('end', () => resolve(isThere ? records : NO_STREAM));
    call.on('error', reject);
  });
}
