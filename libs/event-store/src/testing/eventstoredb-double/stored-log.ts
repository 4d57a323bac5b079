import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';

import { isDeleted } from './stream-cuts';

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface StoredEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Where the next record begins. */
  readonly end: number;
  readonly createdAtMs: number;
}

export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any';

export type AppendVerdict =
  | { readonly kind: 'appended'; readonly last: StoredEvent }
  | { readonly kind: 'wrong-expected-version'; readonly current: number };

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
}

/** The revision before the first: a stream without events is at it. */
export const NO_REVISION = -1;

const FIRST_POSITION = 512;
/** Header and footer of a record in the real server's log, roughly. */
const RECORD_BYTES = 96;

/** The log in memory, with the server's own rules of what an append may do. */
export class StoredLog {
  readonly #events: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #growth = new EventEmitter().setMaxListeners(0);

  get events(): readonly StoredEvent[] {
    return this.#events;
  }

  /** Where the next record will begin. */
  get end(): number {
    return this.#events.at(-1)?.end ?? FIRST_POSITION;
  }

  streamOf(name: string): readonly StoredEvent[] {
    return this.#streams.get(name) ?? [];
  }

  append(append: Append): AppendVerdict {
    const { stream, expected } = append;
    const current = this.streamOf(stream).length - 1;
    const isAny = expected === 'any' || expected === 'stream-exists';
    const repeated = isAny ? this.repeatAnywhere(append) : this.repeatAt(append);
    if (repeated !== undefined) return { kind: 'appended', last: repeated };
    const isAnew = expected === 'no-stream' && isDeleted(this, stream);
    if (!isAnew && !fits(expected, current)) return { kind: 'wrong-expected-version', current };
    if (isAnew) this.store(`$$${stream}`, cutBefore(current + 1));
    return { kind: 'appended', last: this.storeAll(append) };
  }

  private storeAll({ stream, events }: Append): StoredEvent {
    const stored = events.map((event) => this.store(stream, event));
    this.#growth.emit('grown');
    const last = stored.at(-1);
    if (last === undefined) throw new Error('an append without events');
    return last;
  }

  /** Takes back an event as it was stored by an earlier process. */
  adopt(event: StoredEvent): void {
    this.#events.push(event);
    const stream = this.#streams.get(event.stream);
    if (stream === undefined) this.#streams.set(event.stream, [event]);
    else stream.push(event);
  }

  /** Resolves when something was appended. */
  async grown(signal: AbortSignal): Promise<void> {
    await once(this.#growth, 'grown', { signal });
  }

  /** Index of the first event at or behind a position. */
  indexFrom(position: number): number {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private store(stream: string, event: ProposedEvent): StoredEvent {
    const position = this.end;
    const bytes = event.data.length + event.metadata.length + stream.length + event.type.length;
    const stored = {
      ...event,
      stream,
      revision: this.streamOf(stream).length,
      position,
      end: position + RECORD_BYTES + bytes,
      createdAtMs: Date.now(),
    };
    this.adopt(stored);
    return stored;
  }

  /** With an exact revision a repeat is recognised for ever, event by event behind it. */
  private repeatAt({ stream, expected, events }: Append): StoredEvent | undefined {
    const first = revisionOf(expected) + 1;
    const there = this.streamOf(stream).slice(first, first + events.length);
    const isRepeat = events.every(({ id }, index) => there[index]?.id === id);
    return isRepeat ? there.at(-1) : undefined;
  }

  /** Without one the server looks for the ids alone; here among all, there among recent ones. */
  private repeatAnywhere({ stream, events }: Append): StoredEvent | undefined {
    const ids = new Map(this.streamOf(stream).map((event) => [event.id, event]));
    const found = events.map(({ id }) => ids.get(id));
    return found.includes(undefined) ? undefined : found.at(-1);
  }
}

function fits(expected: ExpectedRevision, current: number): boolean {
  if (expected === 'any') return true;
  return expected === 'stream-exists' ? current >= 0 : current === revisionOf(expected);
}

function revisionOf(expected: ExpectedRevision): number {
  return typeof expected === 'number' ? expected : NO_REVISION;
}

/** The server's own note that what came before stays deleted. */
function cutBefore(revision: number): ProposedEvent {
  const data = Buffer.from(JSON.stringify({ $tb: revision }));
  const about = { type: '$metadata', contentType: 'application/json', metadata: Buffer.from('') };
  return { ...about, id: randomUUID(), data };
}
