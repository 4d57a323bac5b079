import { randomUUID } from 'node:crypto';

import {
  type AppendExpectedRevision,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  type ResolvedEvent,
  START,
} from '@eventstore/db-client';

import { type Loaded, loadOf } from './load';

type Members = Readonly<Record<string, unknown>>;

/** What a charger costs EventStoreDB: its claim, and its event on the stream of its site. */
const CLAIM: Members = {
  holder: `site-${randomUUID()}`,
  thing: randomUUID(),
  command: randomUUID(),
};
const CHARGER: Members = {
  siteId: randomUUID(),
  id: randomUUID(),
  panelId: randomUUID(),
  chargerId: 'CH-1',
  limitAmps: 6,
  scope: { kind: 'account' },
  alias: 'Bay',
  connectors: [{ number: 1 }],
  paymentTerminals: [],
};
const METADATA = {
  $correlationId: randomUUID(),
  $causationId: randomUUID(),
  accountId: null,
  actor: { id: 'bench', role: 'system' },
  command: { id: randomUUID(), fingerprint: 'f'.repeat(43), effect: 'changed', thing: '' },
  schemaVersion: 1,
  recordedAt: new Date().toISOString(),
  touches: [],
};
/** Read models know this type on any stream, and pass over it. */
const TYPE = 'Claimed';

export interface Reading {
  readonly eventCount: number;
  readonly elapsedMs: number;
}

/**
 * The yardstick of EventStoreDB: the vendor's client as anybody would use it, with nothing between.
 * Its streams are new ones of a category that no context knows.
 */
export class BareLog {
  readonly #client: EventStoreDBClient;

  constructor(connectionString: string) {
    this.#client = EventStoreDBClient.connectionString(connectionString);
  }

  /** So many clients until the time is over, each adding chargers to a site of its own. */
  addChargers(clients: number, durationMs: number): Promise<Loaded> {
    const endMs = performance.now() + durationMs;
    const steps = Array.from({ length: clients }, () => {
      const site = `benchSite-${randomUUID()}`;
      let expected: AppendExpectedRevision = NO_STREAM;
      return async (): Promise<boolean> => {
        if (performance.now() > endMs) return false;
        await this.#append(`benchClaim-${randomUUID()}`, NO_STREAM, CLAIM);
        expected = await this.#append(site, expected, CHARGER);
        return true;
      };
    });
    return loadOf(steps);
  }

  /** All of `$all`, what the server itself wrote too: the client reads it without a filter. */
  readLog(): Promise<Reading> {
    const options = { fromPosition: START, direction: FORWARDS } as const;
    return readThrough(this.#client.readAll(options));
  }

  readStream(stream: string): Promise<Reading> {
    const options = { fromRevision: START, direction: FORWARDS } as const;
    return readThrough(this.#client.readStream(stream, options));
  }

  close(): Promise<void> {
    return this.#client.dispose();
  }

  async #append(
    stream: string,
    expectedRevision: AppendExpectedRevision,
    data: Members,
  ): Promise<bigint> {
    const event = jsonEvent({ type: TYPE, data, metadata: METADATA });
    const appended = await this.#client.appendToStream(stream, event, { expectedRevision });
    return appended.nextExpectedRevision;
  }
}

async function readThrough(events: AsyncIterable<ResolvedEvent>): Promise<Reading> {
  const startedAtMs = performance.now();
  let eventCount = 0;
  for await (const { event } of events) eventCount += event === undefined ? 0 : 1;
  return { eventCount, elapsedMs: performance.now() - startedAtMs };
}
