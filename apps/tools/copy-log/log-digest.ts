import { createHash } from 'node:crypto';

import { type PlacedEvent } from '@chargebook/event-store';

/** What a log holds, in three figures. */
export interface LogSummary {
  readonly events: number;
  readonly streams: number;
  /** SHA-256 over a line of JSON for each event: stream, revision, id, type, data, metadata. */
  readonly digest: string;
}

/** Sums a log up, event by event in its order. */
export class LogDigest {
  #events = 0;
  #streams = 0;
  readonly #hash = createHash('sha256');

  add(events: readonly PlacedEvent[]): void {
    this.#events += events.length;
    this.#streams += events.filter(({ revision }) => revision === 0n).length;
    this.#hash.update(events.map(lineOf).join(''));
  }

  get events(): number {
    return this.#events;
  }

  /** The end of it: nothing can be added any more. */
  summary(): LogSummary {
    return { events: this.#events, streams: this.#streams, digest: this.#hash.digest('hex') };
  }
}

function lineOf({ stream, revision, id, type, data, metadata }: PlacedEvent): string {
  return `${JSON.stringify([stream, String(revision), id, type, data, metadata])}\n`;
}
