import { type EventStore, type Position } from '@chargebook/event-store';

import { thingIdOf } from './aggregate';
import { type CommandedAggregate } from './command-request';
import { type EventMetadata } from './envelope';
import { decodeEvent, takenFrom } from './event-codec';
import { type FieldChange, fieldChanges, type Fields } from './fields';
import { emptyFold, foldEvent, standsAt } from './folded';
import { streamNameOf } from './ids';

/** A thing whose past is asked for, and how it is told. */
export interface ThingToTell<State> {
  readonly aggregate: CommandedAggregate<never, State>;
  readonly streamId: string;
  readonly thing: string;
  /** Its kind, where the stream holds several; the aggregate knows them. */
  readonly kind?: string;
  /** The thing as it is written; undefined where it is not there. */
  readonly fieldsOf: (state: Readonly<State>) => Fields | undefined;
}

/** One event of a thing, with what it changed. */
export interface ThingChange {
  readonly position: Position;
  readonly revision: bigint;
  readonly type: string;
  readonly metadata: EventMetadata;
  readonly changes: readonly FieldChange[];
}

export interface ThingHistory {
  /** In the order of the log. */
  readonly changes: readonly ThingChange[];
  /** Of the last event of the stream: up to there the history is told. */
  readonly position: Position;
}

/**
 * All that happened to a thing, from its stream; undefined when it never was.
 * @throws StoreUnavailable, NewerVersionNeeded, ForeignEvent
 */
export async function historyOf<State>(
  store: EventStore,
  { aggregate, streamId, thing, kind, fieldsOf }: ThingToTell<State>,
): Promise<ThingHistory | undefined> {
  const folded = emptyFold(aggregate.decider.initial());
  const state = folded.state as Readonly<State>;
  const changes: ThingChange[] = [];
  let before: Fields | undefined;
  let wasThere = false;
  for await (const page of store.readStream(streamNameOf(aggregate.category, streamId), 'start')) {
    for (const recorded of page) {
      const event = decodeEvent(recorded, aggregate.schemas);
      takenFrom(recorded, () => foldEvent(aggregate, folded, event));
      const { position, revision, type } = recorded;
      standsAt(folded, recorded);
      const { metadata } = event;
      if (!metadata.touches.includes(thing)) continue;
      wasThere ||= aggregate.holds(state, thingIdOf(thing), kind);
      const after = fieldsOf(state);
      changes.push({ position, revision, type, metadata, changes: fieldChanges(before, after) });
      before = after;
    }
  }
  if (!wasThere || folded.position === undefined) return undefined;
  return { changes, position: folded.position };
}
