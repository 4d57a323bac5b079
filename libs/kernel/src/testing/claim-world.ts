import { type NewEvent, type Position, type StreamName } from '@chargebook/event-store';

import { claimEventOf, type ClaimEventType, encodeClaimEvent, readingOf } from '../claim-events';
import { CLAIM_GRACE_MS, type ClaimEffect, type ClaimReading } from '../claim-protocol';
import { attemptCommand, missingClaims } from '../command-attempt';
import { type ClaimsInHand } from '../command-request';
import { type Instant } from '../envelope';
import {
  claimStreamOf,
  emptyFold,
  type Folded,
  foldRecorded,
  nextRevision,
  verdictOn,
} from '../folded';
import { type Attempt } from '../letters';
import { SHELF, type ShelfState } from './shelf';
import { type ShelfRequest } from './shelf-requests';

/** All streams; a step makes another world of it. */
export type World = Readonly<Record<StreamName, readonly NewEvent[]>>;

/** One atomic step of a command, as the command runner takes them. */
export type WorldStep =
  | ClaimEffect
  | { readonly kind: 'peek'; readonly inHand: ClaimsInHand }
  | { readonly kind: 'commit'; readonly inHand: ClaimsInHand }
  | { readonly kind: 'release'; readonly claimId: string; readonly reading: ClaimReading };

/** Whose step it is, and by which rules. */
export interface Actor {
  readonly request: ShelfRequest;
  /** False takes out what the protocol rests on: that a fold remembers abandoned claims. */
  readonly isAbandonmentRemembered: boolean;
  /**
   * No claim grows old any more once so many were abandoned: rivals whose claims all age at once
   * could fence each other for ever.
   */
  readonly maxFences: number;
}

export interface Move {
  readonly world: World;
  readonly result: unknown;
}

type Carry<Kind extends WorldStep['kind']> = (
  world: World,
  step: Extract<WorldStep, { kind: Kind }>,
  actor: Actor,
) => readonly Move[];

const NOW_MS = Date.UTC(2026, 0, 1);

/** Every way in which the step may go in this world. */
export function movesOf(world: World, step: WorldStep, actor: Actor): readonly Move[] {
  return (MOVES[step.kind] as Carry<WorldStep['kind']>)(world, step, actor);
}

const MOVES: { readonly [Kind in WorldStep['kind']]: Carry<Kind> } = {
  claim: takeClaim,
  'read-claim': readClaim,
  'ask-holder': (world, { holder, claimId }) => [
    { world, result: verdictOn(claimId, foldOf(eventsOf(world, holder))) },
  ],
  fence: (world, { holder, claimId }, actor) => {
    const result = verdictOn(claimId, foldOf(eventsOf(world, holder)));
    if (result !== 'unknown') return [{ world, result }];
    const written = writeKernels(world, holder, actor)('ClaimAbandoned', { claimId });
    return [{ world: written, result: 'abandoned' }];
  },
  wait: waitForClaim,
  peek: (world, { inHand }, { request }) => [
    { world, result: missingClaims(request, foldOf(eventsOf(world, request.stream)), inHand) },
  ],
  commit: (world, { inHand }, actor) => [
    ...commitFresh(world, inHand, actor),
    ...commitStale(world, inHand, actor),
  ],
  release: (world, { claimId, reading }, actor) => {
    const stream = claimStreamOf(claimId);
    const isAtEnd = nextRevision(reading.revision) === BigInt(eventsOf(world, stream).length);
    if (!isAtEnd) return [{ world, result: undefined }];
    return [
      { world: writeKernels(world, stream, actor)('Released', { claimId }), result: undefined },
    ];
  },
};

function takeClaim(
  world: World,
  step: Extract<ClaimEffect, { kind: 'claim' }>,
  actor: Actor,
): readonly Move[] {
  const { stream } = step;
  const { thing, envelope, stream: holder } = actor.request;
  const revision = nextRevision(step.expected);
  const before = { ...world, [stream]: eventsOf(world, stream).slice(0, Number(revision)) };
  const data = { holder, thing, command: envelope.commandId };
  const written = writeKernels(before, stream, actor)('Claimed', data);
  const result = `${stream}@${revision}`;
  const present = eventsOf(world, stream)[Number(revision)];
  if (present === undefined) return [{ world: written, result }];
  const conflict = { world, result: 'conflict' };
  // A copy of the command wrote it: in the same millisecond it is a repeat, else a conflict.
  const isRepeat = present.id === eventsOf(written, stream)[Number(revision)]?.id;
  return isRepeat ? [conflict, { world, result }] : [conflict];
}

/** Young or old, for timing decides nothing. */
function readClaim(
  world: World,
  { stream }: { readonly stream: StreamName },
  actor: Actor,
): readonly Move[] {
  const last = lastOf(world, stream);
  const young = { world, result: readingOf(last, NOW_MS) };
  if (young.result.kind === 'free' || !mayAge(world, actor)) return [young];
  return [young, { world, result: readingOf(last, NOW_MS + CLAIM_GRACE_MS) }];
}

/** Whatever has not changed may be old enough at any moment; no move: the wait goes on. */
function waitForClaim(
  world: World,
  { stream, claimId }: Extract<ClaimEffect, { kind: 'wait' }>,
  actor: Actor,
): readonly Move[] {
  const reading = readingOf(lastOf(world, stream), NOW_MS);
  const isSame = reading.kind === 'claimed' && reading.claimId === claimId;
  if (!isSame) return [{ world, result: 'changed' }];
  const verdict = verdictOn(claimId, foldOf(eventsOf(world, reading.holder)));
  if (verdict !== 'unknown') return [{ world, result: 'changed' }];
  return mayAge(world, actor) ? [{ world, result: 'old-enough' }] : [];
}

function mayAge(world: World, { maxFences }: Actor): boolean {
  const events = Object.values(world).flat();
  return events.filter(({ type }) => type === 'ClaimAbandoned').length < maxFences;
}

/** The mailbox appends at an exact revision: what is accepted was decided on the present fold. */
function commitFresh(world: World, inHand: ClaimsInHand, actor: Actor): readonly Move[] {
  const { stream } = actor.request;
  const present = eventsOf(world, stream);
  const { events, result } = attemptOn(present, inHand, actor);
  const written =
    events.length === 0 ? world : { ...world, [stream]: interned([...present, ...events]) };
  return [{ world: written, result }];
}

/** … or on an older one, when the store takes the append for a repeat of what a copy wrote. */
function commitStale(world: World, inHand: ClaimsInHand, actor: Actor): readonly Move[] {
  const present = eventsOf(world, actor.request.stream);
  return present.flatMap((_, length) => {
    const { events, result } = attemptOn(present.slice(0, length), inHand, actor);
    const isRepeat = events.every((event, index) => present[length + index]?.id === event.id);
    return events.length > 0 && isRepeat ? [{ world, result }] : [];
  });
}

function attemptOn(
  events: readonly NewEvent[],
  inHand: ClaimsInHand,
  { request, isAbandonmentRemembered }: Actor,
): { readonly events: readonly NewEvent[]; readonly result: unknown } {
  const folded = foldAll(events);
  if (!isAbandonmentRemembered) folded.claimsAbandoned.clear();
  const attempt: Attempt<unknown> = attemptCommand(request, folded, { inHand, nowMs: NOW_MS });
  if (attempt.kind === 'answer') return { events: [], result: attempt.result };
  return { events: attempt.events, result: attempt.result('' as Position) };
}

function writeKernels(world: World, stream: StreamName, { request }: Actor) {
  return (type: ClaimEventType, data: object): World => {
    const present = eventsOf(world, stream);
    const recordedAt = new Date(NOW_MS).toISOString() as Instant;
    const event = claimEventOf(type, data, { cause: request.envelope, recordedAt });
    const encoded = encodeClaimEvent(stream, BigInt(present.length), event);
    return { ...world, [stream]: interned([...present, encoded]) };
  };
}

const INTERNED = new Map<string, readonly NewEvent[]>();

/** One and the same list for the same events, so that lists can be told apart by what they are. */
function interned(events: readonly NewEvent[]): readonly NewEvent[] {
  const key = events.map(({ id }) => id).join(' ');
  const known = INTERNED.get(key) ?? events;
  INTERNED.set(key, known);
  return known;
}

const READ_FOLDS = new WeakMap<readonly NewEvent[], Readonly<Folded<ShelfState>>>();

/** The fold to read from: one for all who read the same events. */
export function foldOf(events: readonly NewEvent[]): Readonly<Folded<ShelfState>> {
  const known = READ_FOLDS.get(events);
  if (known !== undefined) return known;
  const folded = foldAll(events);
  READ_FOLDS.set(events, folded);
  return folded;
}

function foldAll(events: readonly NewEvent[]): Folded<ShelfState> {
  const folded = emptyFold(SHELF.decider.initial());
  for (const [index, event] of events.entries()) foldRecorded(SHELF, folded, record(event, index));
  return folded;
}

export function eventsOf(world: World, stream: StreamName): readonly NewEvent[] {
  return world[stream] ?? [];
}

function lastOf(world: World, stream: StreamName): ReturnType<typeof record> | undefined {
  const events = eventsOf(world, stream);
  const last = events.at(-1);
  return last && { ...record(last, events.length - 1), stream };
}

function record(event: NewEvent, index: number) {
  return { ...event, stream: '' as StreamName, revision: BigInt(index), position: '' as Position };
}
