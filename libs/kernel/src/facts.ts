import { type EventStore } from '@chargebook/event-store';
import { LRUCache } from 'lru-cache';

import {
  type DecodedEvent,
  decodeEvent,
  type EventSchemas,
  KERNEL_EVENT_TYPES,
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

interface Cached {
  readonly facts: object;
  revision: bigint | 'start';
}

/** Reads facts of other streams, always up to the stream's present end. */
export class FactsReader implements FactsSource {
  private readonly cache = new LRUCache<string, Cached>({ max: MAX_CACHED_FACTS });

  constructor(private readonly store: EventStore) {}

  /** The facts as they stand. @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent */
  async read<Facts extends object>(fold: FactsFold<Facts>, id: string): Promise<Readonly<Facts>> {
    const stream = streamNameOf(fold.category, id);
    const known: Cached = this.cache.get(stream) ?? { facts: fold.initial(), revision: 'start' };
    const facts = structuredClone(known.facts) as Facts;
    let { revision } = known;
    for await (const page of this.store.readStream(stream, revision)) {
      for (const recorded of page) evolveFacts(fold, facts, decodeEvent(recorded, fold.schemas));
      revision = page.at(-1)?.revision ?? revision;
    }
    if (revision !== known.revision) this.cache.set(stream, { facts, revision });
    return facts;
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
