import { type Position, type RecordedEvent, type Revision } from '@chargebook/event-store';

import { type Aggregate, type ClaimStream } from './aggregate';
import { type DomainEvent, type RejectionShape } from './decider';
import { type CommandEffect, type EventMetadata, type Instant, type Recorded } from './envelope';
import { type DecodedEvent, decodeEvent, takenFrom } from './event-codec';

const REMEMBERED_MS = 24 * 60 * 60 * 1000;

export interface CommandMemory {
  readonly fingerprint: string;
  readonly effect: CommandEffect;
  readonly thing: string;
  /** Milliseconds since 1970. */
  readonly recordedAtMs: number;
}

export interface HeldClaim {
  readonly claimId: string;
  readonly thing: string;
}

/** A stream's fold: the context's state, and what the metadata of its events says. */
export interface Folded<State> {
  readonly state: State;
  revision: Revision | 'no-stream';
  /** Of the last event known to be in the log; undefined while the stream is empty. */
  position: Position | undefined;
  /** Of the same event. */
  eventId: string | undefined;
  recordedAt: Instant | undefined;
  /** Revision of the last event that touched the thing: its ETag. */
  readonly versions: Map<string, Revision>;
  /** Commands that made a thing are remembered for ever … */
  readonly creations: Map<string, CommandMemory>;
  /** … the others of the stream's last 24 hours, in log order. */
  readonly recent: Map<string, CommandMemory>;
  readonly claimsHeld: Map<ClaimStream, HeldClaim>;
  /** For ever: no append may use one of these (DESIGN 5). */
  readonly claimsAbandoned: Set<string>;
}

export function emptyFold<State>(initial: State): Folded<State> {
  return {
    state: initial,
    revision: 'no-stream',
    position: undefined,
    eventId: undefined,
    recordedAt: undefined,
    versions: new Map(),
    creations: new Map(),
    recent: new Map(),
    claimsHeld: new Map(),
    claimsAbandoned: new Set(),
  };
}

/** The revision that the next event of the stream gets. */
export function nextRevision(revision: Revision | 'no-stream'): Revision {
  return revision === 'no-stream' ? 0n : revision + 1n;
}

/** What the stream remembers of the command, if it wrote events here. */
export function memoryOf(
  folded: Readonly<Folded<unknown>>,
  commandId: string,
): CommandMemory | undefined {
  return folded.creations.get(commandId) ?? folded.recent.get(commandId);
}

/** The stream that a claim stands in: a claim's id is `<claim stream>@<revision>`. */
export function claimStreamOf(claimId: string): ClaimStream {
  return claimId.slice(0, claimId.lastIndexOf('@')) as ClaimStream;
}

/** How the holder's stream stands to a claim. */
export type HolderVerdict = 'held' | 'abandoned' | 'unknown';

export function verdictOn(claimId: string, folded: Readonly<Folded<unknown>>): HolderVerdict {
  if (folded.claimsAbandoned.has(claimId)) return 'abandoned';
  return folded.claimsHeld.get(claimStreamOf(claimId))?.claimId === claimId ? 'held' : 'unknown';
}

/** Folds what was read from the log. @throws NewerVersionNeeded, ForeignEvent */
export function foldRecorded<Command, Event extends DomainEvent, State, R extends RejectionShape>(
  aggregate: Aggregate<Command, Event, State, R>,
  folded: Folded<State>,
  recorded: RecordedEvent,
): void {
  const event = decodeEvent(recorded, aggregate.schemas);
  takenFrom(recorded, () => foldEvent(aggregate, folded, event));
  standsAt(folded, recorded);
}

/** Notes where the last event stands that was folded. */
export function standsAt(
  folded: Folded<unknown>,
  { position, id }: { readonly position: Position; readonly id: string | undefined },
): void {
  folded.position = position;
  folded.eventId = id;
}

/** Folds one event behind the fold's revision, whether it is in the log or about to be. */
export function foldEvent<Command, Event extends DomainEvent, State, R extends RejectionShape>(
  aggregate: Aggregate<Command, Event, State, R>,
  folded: Folded<State>,
  event: DecodedEvent,
): void {
  const { metadata } = event;
  folded.revision = nextRevision(folded.revision);
  folded.recordedAt = metadata.recordedAt;
  if (event.type === 'ClaimAbandoned') {
    folded.claimsAbandoned.add((event.data as { claimId: string }).claimId);
    return;
  }
  for (const thing of metadata.touches) folded.versions.set(thing, folded.revision);
  foldClaims(folded, metadata);
  rememberCommand(folded, metadata);
  aggregate.decider.evolve(folded.state, {
    type: event.type,
    data: event.data,
    at: metadata.recordedAt,
    by: metadata.actor.id,
  } as unknown as Recorded<Event>);
}

/** Notes the claims that the stream holds from now on, and those that it lets go. */
export function foldClaims(
  folded: Folded<unknown>,
  metadata: Pick<EventMetadata, 'takes' | 'drops'>,
): void {
  for (const claimId of metadata.drops ?? []) folded.claimsHeld.delete(claimStreamOf(claimId));
  for (const taken of metadata.takes ?? []) {
    folded.claimsHeld.set(claimStreamOf(taken.claimId), taken);
  }
}

function rememberCommand(folded: Folded<unknown>, metadata: EventMetadata): void {
  const { id, fingerprint, effect, thing } = metadata.command;
  const recordedAtMs = Date.parse(metadata.recordedAt);
  const remembered = { fingerprint, effect, thing, recordedAtMs };
  if (effect === 'created') {
    folded.creations.set(id, remembered);
    return;
  }
  folded.recent.set(id, remembered);
  for (const [commandId, { recordedAtMs: atMs }] of folded.recent) {
    if (atMs >= recordedAtMs - REMEMBERED_MS) break;
    folded.recent.delete(commandId);
  }
}
