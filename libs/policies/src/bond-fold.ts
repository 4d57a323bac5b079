import { type EventMetadata, derivedId } from '@chargebook/kernel';
import { type ProjectedEvent } from '@chargebook/projections';

import { type Dependent, type DependentNote, type Note, type Reaction } from './policy';

export interface KnownThing {
  readonly accountId: string | null;
  readonly isThere: boolean;
}

/** What a policy remembers, as far as a batch touches it. */
export interface KnownBonds {
  readonly things: Map<string, KnownThing>;
  readonly dependents: Map<string, Dependent>;
}

export interface NotedEvent {
  readonly event: ProjectedEvent;
  readonly notes: readonly Note[];
}

/**
 * Takes the notes in log order into what is known, and gives the reactions: at every thing that is
 * lost to those that rest on it, and at every dependent that comes to rest on one that is lost
 * already. So of two events that race, the later one in the log is reacted to.
 */
export function foldBonds(
  policyName: string,
  known: KnownBonds,
  noted: readonly NotedEvent[],
): readonly Reaction[] {
  return noted.flatMap(({ event, notes }) =>
    notes.flatMap((note) => {
      const lost = note.kind === 'thing' ? takeThing(known, note) : takeDependent(known, note);
      return lost.map((each) => reactionOf(policyName, event, each));
    }),
  );
}

interface Lost {
  readonly dependentId: string;
  readonly dependent: Dependent;
  readonly thingId: string;
}

function takeThing({ things, dependents }: KnownBonds, note: Extract<Note, { kind: 'thing' }>) {
  const { id: thingId, accountId, isThere } = note;
  const thing = { accountId, isThere };
  things.set(thingId, thing);
  const lost: Lost[] = [];
  for (const [dependentId, dependent] of dependents) {
    if (!dependent.on.includes(thingId) || isUsable(thing, dependent)) continue;
    lost.push({ dependentId, dependent, thingId });
  }
  return lost;
}

/** A thing that was never heard of is as good as lost: whoever reacts looks at the facts. */
function takeDependent({ things, dependents }: KnownBonds, note: DependentNote): readonly Lost[] {
  const { id: dependentId, streamId, accountId, on } = note;
  const dependent = { streamId, accountId, on };
  dependents.set(dependentId, dependent);
  const lost = on.filter((thingId) => !isUsable(things.get(thingId), dependent));
  return lost.map((thingId) => ({ dependentId, dependent, thingId }));
}

function isUsable(thing: KnownThing | undefined, { accountId }: Dependent): boolean {
  if (thing?.isThere !== true) return false;
  return thing.accountId === null || thing.accountId === accountId;
}

function reactionOf(policyName: string, event: ProjectedEvent, lost: Lost): Reaction {
  const { id: eventId, position } = event.recorded;
  const { $correlationId: correlationId } = event.metadata as EventMetadata;
  const { dependentId, thingId, dependent } = lost;
  return {
    id: derivedId('policy', eventId, policyName, dependentId, thingId),
    cause: { eventId, position, correlationId },
    dependentId,
    streamId: dependent.streamId,
    accountId: dependent.accountId,
    thingId,
  };
}
