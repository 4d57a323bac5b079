import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

export interface EventOfOthers {
  readonly type: string;
  /** Bytes have the content type `application/octet-stream`. */
  readonly data: Uint8Array | Record<string, unknown>;
  /** None when left out. */
  readonly metadata?: Record<string, unknown>;
}

/** Writes as others would, who know nothing of the port and of what an event of ours has. */
export class ForeignWriter {
  readonly #client: EventStoreDBClient;

  constructor(connectionString: string) {
    this.#client = EventStoreDBClient.connectionString(connectionString);
  }

  /** At the end of the stream, wherever that is. */
  async append(stream: string, { type, data, metadata }: EventOfOthers): Promise<void> {
    const about = { type, ...(metadata && { metadata }) };
    const event =
      data instanceof Uint8Array ? binaryEvent({ ...about, data }) : jsonEvent({ ...about, data });
    await this.#client.appendToStream(stream, event);
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }
}
