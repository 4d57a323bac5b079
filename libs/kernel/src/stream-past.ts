import {
  type EventStore,
  type Position,
  type RecordedEvent,
  type StreamName,
} from '@chargebook/event-store';
import { LRUCache } from 'lru-cache';

import { thingIdOf } from './aggregate';
import { type CommandedAggregate } from './command-request';
import { type Cut, isBefore, type Placed, placeOf } from './cut';
import { type DecodedEvent, decodeEvent, takenFrom } from './event-codec';
import { type FactsFold, type FactsSource, evolveFacts } from './facts';
import { emptyFold, foldEvent, type Folded, standsAt } from './folded';
import { streamNameOf } from './ids';
import { PastTurns } from './past-turns';
import { type ThingQuery } from './thing-reading';

/** Folds of the past that are kept hold at most this many things in all: some 80 MB. */
const MAX_CACHED_THINGS = 50_000;

type Past<State> = Readonly<Folded<State>>;

/** A thing as it was. */
export interface ThingPast<View> {
  readonly view: View;
  /** Of the last event of its stream that counts. */
  readonly position: Position;
}

/** A fold that is kept, with the latest time that any of its events was recorded at. */
interface KeptPast {
  readonly folded: Past<unknown>;
  readonly latest: Placed;
}

/** An event with its place, as a fold of the past meets it. */
export interface PastEvent extends DecodedEvent {
  readonly position: Position;
}

interface ReadEvent extends PastEvent {
  readonly recorded: RecordedEvent;
}

/**
 * Streams as they were: always a fold of the log up to a cut. The last fold of a stream is kept,
 * and a later cut goes on from it: what once counts never changes. Who asks meanwhile waits for it.
 */
export class StreamPast {
  private readonly folds: LRUCache<StreamName, KeptPast>;
  private readonly turns = new PastTurns();

  constructor(
    private readonly store: EventStore,
    maxCachedThings = MAX_CACHED_THINGS,
  ) {
    this.folds = new LRUCache({ maxSize: maxCachedThings, sizeCalculation: sizeOf });
  }

  /** The stream's fold at the cut. @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent */
  foldAt<State>(
    aggregate: CommandedAggregate<never, State>,
    streamId: string,
    cut: Cut,
  ): Promise<Past<State>> {
    const stream = streamNameOf(aggregate.category, streamId);
    return this.turns.take(stream, cut, () => this.goOn(aggregate, stream, cut));
  }

  /** One thing at the cut; undefined when it was not there. Errors as of `foldAt`. */
  async thingAt<State, View>(
    { aggregate, streamId, thing, kind, show }: ThingQuery<State, View>,
    cut: Cut,
  ): Promise<ThingPast<View> | undefined> {
    const { state, position } = await this.foldAt(aggregate, streamId, cut);
    const seen = state as Readonly<State>;
    if (position === undefined || !aggregate.holds(seen, thingIdOf(thing), kind)) return undefined;
    return { view: show(seen), position };
  }

  /** What streams told others at the cut; each is read once. Errors as of `foldAt`. */
  factsAt(cut: Cut): FactsSource {
    const known = new Map<string, Promise<object>>();
    return {
      read: <Facts extends object>(fold: FactsFold<Facts>, id: string) => {
        const stream = streamNameOf(fold.category, id);
        const facts = known.get(stream) ?? readFactsAt(this.store, { fold, stream, cut });
        known.set(stream, facts);
        return facts as Promise<Readonly<Facts>>;
      },
    };
  }

  private async goOn<State>(
    aggregate: CommandedAggregate<never, State>,
    stream: StreamName,
    cut: Cut,
  ): Promise<Past<State>> {
    const kept = this.folds.get(stream);
    const isReached = kept !== undefined && isBefore(cut, kept.latest);
    const begun = isReached ? (kept.folded as Past<State>) : undefined;
    let latest: Placed | undefined = isReached ? kept.latest : undefined;
    const counts = ({ position, metadata: { recordedAt } }: PastEvent): boolean => {
      if (!isBefore(cut, { position, recordedAt })) return false;
      const before = latest?.recordedAt ?? recordedAt;
      latest = { position, recordedAt: recordedAt > before ? recordedAt : before };
      return true;
    };
    const folded = await foldWhile(this.store, { aggregate, stream, begun, counts });
    if (latest !== undefined) this.folds.set(stream, { folded, latest });
    return folded;
  }
}

interface FactsPast<Facts extends object> {
  readonly fold: FactsFold<Facts>;
  readonly stream: StreamName;
  readonly cut: Cut;
}

async function readFactsAt<Facts extends object>(
  store: EventStore,
  { fold, stream, cut }: FactsPast<Facts>,
): Promise<Facts> {
  const facts = fold.initial();
  for await (const page of store.readStream(stream, 'start')) {
    for (const recorded of page) {
      const event = decodeEvent(recorded, fold.schemas);
      if (!isBefore(cut, placeOf(recorded, event))) return facts;
      takenFrom(recorded, () => evolveFacts(fold, facts, event));
    }
  }
  return facts;
}

/** A stream that is folded from where a fold ends, for as long as events count. */
export interface FoldWhile<State> {
  readonly aggregate: CommandedAggregate<never, State>;
  readonly stream: StreamName;
  /** Stays as it is. */
  readonly begun?: Past<State> | undefined;
  /** Asked before each event, with the state before it. */
  readonly counts: (event: PastEvent, state: Readonly<State>) => boolean;
}

/** Folds the events up to the first that does not count. Errors as of `StreamPast.foldAt`. */
export async function foldWhile<State>(
  store: EventStore,
  { aggregate, stream, begun, counts }: FoldWhile<State>,
): Promise<Past<State>> {
  const start: Past<State> = begun ?? emptyFold(aggregate.decider.initial());
  let draft: Folded<State> | undefined;
  for await (const event of eventsBehind(store, { aggregate, stream, begun: start })) {
    const { state } = draft ?? start;
    if (!counts(event, state as Readonly<State>)) break;
    const next = (draft ??= draftOf(aggregate, start));
    takenFrom(event.recorded, () => foldEvent(aggregate, next, event));
    standsAt(next, event.recorded);
  }
  return draft ?? start;
}

async function* eventsBehind<State>(
  store: EventStore,
  { aggregate, stream, begun }: Omit<FoldWhile<State>, 'counts'>,
): AsyncGenerator<ReadEvent> {
  const revision = begun?.revision ?? 'no-stream';
  for await (const page of store.readStream(
    stream,
    revision === 'no-stream' ? 'start' : revision,
  )) {
    for (const recorded of page) {
      const { position } = recorded;
      yield { ...decodeEvent(recorded, aggregate.schemas), position, recorded };
    }
  }
}

/** Beside the fold, which others may hold. */
function draftOf<State>(
  aggregate: CommandedAggregate<never, State>,
  folded: Past<State>,
): Folded<State> {
  const state = folded.state as Readonly<State>;
  return {
    ...folded,
    state: aggregate.draftOf?.(state) ?? structuredClone(state as State),
    versions: new Map(folded.versions),
    creations: new Map(folded.creations),
    recent: new Map(folded.recent),
    claimsHeld: new Map(folded.claimsHeld),
    claimsAbandoned: new Set(folded.claimsAbandoned),
  };
}

function sizeOf({ folded: { versions, creations, recent } }: KeptPast): number {
  return 1 + versions.size + creations.size + recent.size;
}
