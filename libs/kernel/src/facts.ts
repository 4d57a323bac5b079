import { type EventStore, type Position } from '@chargebook/event-store';
import { LRUCache } from 'lru-cache';

import { type Instant } from './envelope';
import {
  type DecodedEvent,
  decodeEvent,
  type EventSchemas,
  KERNEL_EVENT_TYPES,
  takenFrom,
} from './event-codec';
import { streamNameOf } from './ids';

const MAX_CACHED_FACTS = 20_000;

/** What a context tells others of one of its streams: a small fold of its events. */
export interface FactsFold<Facts extends object> {
  readonly category: string;
  readonly schemas: EventSchemas;
  initial(): Facts;
  /** Changes the draft, which belongs to the reader alone. */
  evolve(draft: Facts, event: { readonly type: string; readonly data: unknown }): void;
}

/** Whoever tells facts of streams: as they stand, or as they stood. */
export interface FactsSource {
  /** @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent */
  read<Facts extends object>(fold: FactsFold<Facts>, id: string): Promise<Readonly<Facts>>;
}

/** The event that facts or a decision rest on. */
export interface Footing {
  readonly position: Position;
  readonly at: Instant;
}

/** Facts with the last event of their stream, which is undefined while there is none. */
export interface FoundFacts<Facts> {
  readonly facts: Readonly<Facts>;
  readonly rests: Footing | undefined;
}

interface Cached {
  readonly facts: object;
  readonly revision: bigint | 'start';
  readonly rests: Footing | undefined;
}

const NOTHING_READ = { revision: 'start', rests: undefined } as const;

/** Reads facts of other streams, always up to the stream's present end. */
export class FactsReader implements FactsSource {
  private readonly cache = new LRUCache<string, Cached>({ max: MAX_CACHED_FACTS });

  constructor(private readonly store: EventStore) {}

  /** The facts as they stand. @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent */
  async read<Facts extends object>(fold: FactsFold<Facts>, id: string): Promise<Readonly<Facts>> {
    return (await this.find(fold, id)).facts;
  }

  /** As `read`, with the event that they rest on. */
  async find<Facts extends object>(fold: FactsFold<Facts>, id: string): Promise<FoundFacts<Facts>> {
    const stream = streamNameOf(fold.category, id);
    const known: Cached = this.cache.get(stream) ?? { facts: fold.initial(), ...NOTHING_READ };
    const facts = structuredClone(known.facts) as Facts;
    let { revision, rests } = known;
    for await (const page of this.store.readStream(stream, revision)) {
      for (const recorded of page) {
        const event = decodeEvent(recorded, fold.schemas);
        takenFrom(recorded, () => evolveFacts(fold, facts, event));
        rests = { position: recorded.position, at: event.metadata.recordedAt };
      }
      revision = page.at(-1)?.revision ?? revision;
    }
    if (revision !== known.revision) this.cache.set(stream, { facts, revision, rests });
    return { facts, rests };
  }
}

/** Events of the kernel's own are nobody's facts. */
export function evolveFacts<Facts extends object>(
  fold: FactsFold<Facts>,
  draft: Facts,
  event: DecodedEvent,
): void {
  const isKernels = (KERNEL_EVENT_TYPES as readonly string[]).includes(event.type);
  if (!isKernels) fold.evolve(draft, event);
}
