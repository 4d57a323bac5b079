import { type NewEvent } from '@chargebook/event-store';

import { type ThingId } from './aggregate';
import { notBefore } from './clock';
import {
  type AnyClaimRules,
  claimMembers,
  missingOf,
  neededWishes,
  takenByOthers,
  takenOf,
  unusedOf,
} from './command-claims';
import {
  type ClaimsInHand,
  type CommandRequest,
  type CommandResult,
  type MissingClaim,
} from './command-request';
import { type DomainEvent } from './decider';
import { type ClaimTaken, type EventMetadata } from './envelope';
import { type Folded, foldClaims, foldEvent, nextRevision } from './folded';
import { eventIdOf } from './ids';
import { type Judgement, judgeCommand } from './judge-command';
import { type Attempt } from './letters';
import { type Done, type Refusal } from './outcome';

type Accepted = Extract<Judgement, { kind: 'accepted' }>;

export interface AttemptContext {
  readonly inHand: ClaimsInHand;
  readonly nowMs: number;
}

/** One try of a command on the stream's fold, which it changes when it accepts. */
export function attemptCommand<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Folded<State>,
  context: AttemptContext,
): Attempt<CommandResult<Answer>> {
  const judgement = judgeCommand(request, folded as Folded<object>);
  switch (judgement.kind) {
    case 'refused':
      return refuse(judgement.refusal, folded, context);
    case 'unchanged':
      return answerOnly({ ...done(request, folded), effect: 'unchanged' }, folded, context);
    case 'replay':
      return answerOnly(replayed(request, folded, judgement.memory), folded, context);
    case 'accepted':
      return attemptAccepted(request, folded, { ...context, accepted: judgement });
  }
}

/** Claims that the command would need on this fold and that are not in hand. */
export function missingClaims<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Readonly<Folded<State>>,
  inHand: ClaimsInHand,
): readonly MissingClaim[] {
  const rules = request.aggregate.claims as AnyClaimRules | undefined;
  if (rules === undefined) return [];
  const judgement = judgeCommand(request, folded as Folded<object>);
  if (judgement.kind !== 'accepted') return [];
  return missingOf(neededWishes(rules, judgement.events, folded), folded, inHand);
}

function attemptAccepted<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Folded<State>,
  context: AttemptContext & { readonly accepted: Accepted },
): Attempt<CommandResult<Answer>> {
  const { accepted, inHand } = context;
  const rules = request.aggregate.claims as AnyClaimRules | undefined;
  const needed = rules === undefined ? [] : neededWishes(rules, accepted.events, folded);
  const missing = missingOf(needed, folded, inHand);
  if (missing.length > 0) return { kind: 'answer', result: { kind: 'missing', missing } };
  const taken = needed.filter((wish) => inHand.get(wish.stream) === 'taken');
  if (taken.length > 0) return refuse(takenByOthers(taken), folded, context);
  const takes = needed.map((wish) => takenOf(wish, inHand));
  const { events, drops } = foldAccepted(request, folded, { ...context, takes, rules });
  const outcome = { ...done(request, folded), warnings: accepted.warnings };
  const unused = unusedOf(folded, inHand);
  return {
    kind: 'append',
    events,
    result: (position) => ({
      kind: 'decided',
      outcome: { ...outcome, position },
      unused,
      drops,
    }),
  };
}

interface Folding extends AttemptContext {
  readonly accepted: Accepted;
  readonly takes: readonly ClaimTaken[];
  readonly rules: AnyClaimRules | undefined;
}

/** Folds the events and writes them down; the last one carries the claims taken and dropped. */
function foldAccepted<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Folded<State>,
  folding: Folding,
): { readonly events: readonly NewEvent[]; readonly drops: readonly string[] } {
  const { accepted, takes, rules } = folding;
  const state = folded.state as object;
  const left = accepted.events.flatMap((event) => rules?.leftBy(event, state) ?? []);
  const firstRevision = nextRevision(folded.revision);
  const recordedAt = notBefore(folded.recordedAt, folding.nowMs);
  const written = accepted.events.map((event) => ({
    type: event.type,
    data: JSON.stringify(event.data),
    metadata: metadataOf(request, event, recordedAt),
  }));
  for (const event of written) {
    // The fold owns a copy, the same that a reader of the log gets: what it does cannot reach the
    // log.
    foldEvent(request.aggregate, folded, { ...event, data: JSON.parse(event.data) as object });
  }
  const unusedStreams = [...new Set(left)].filter((stream) => !rules?.isInUse(state, stream));
  const drops = unusedStreams.flatMap((stream) => folded.claimsHeld.get(stream)?.claimId ?? []);
  foldClaims(folded, { takes, drops });
  const account = request.aggregate.accountOf(folded.state);
  const accountId = account === undefined || account === '*' ? null : account;
  const events = written.map((event, index) => {
    const isLast = index === written.length - 1;
    const claims = isLast ? claimMembers(takes, drops) : {};
    const revision = firstRevision + BigInt(index);
    const { commandId, fingerprint } = request.envelope;
    const metadata = JSON.stringify({ ...event.metadata, accountId, ...claims });
    const { stream } = request;
    const id = eventIdOf({ commandId, fingerprint, stream, revision, index, metadata });
    return { ...event, id, metadata };
  });
  return { events, drops };
}

function metadataOf<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  event: DomainEvent,
  recordedAt: EventMetadata['recordedAt'],
): EventMetadata {
  const { envelope, aggregate, effect, thing } = request;
  const role = envelope.isSystem ? 'system' : aggregate.roleFor(event);
  const schema = aggregate.schemas[event.type];
  if (schema === undefined) throw new Error(`no schema is declared for ${event.type}`);
  return {
    $correlationId: envelope.correlationId,
    $causationId: envelope.causationId,
    actor: { id: envelope.actor.id, role },
    accountId: null,
    command: { id: envelope.commandId, fingerprint: envelope.fingerprint, effect, thing },
    ...(envelope.reason !== undefined && { reason: envelope.reason }),
    schemaVersion: schema.upcasts.length + 1,
    recordedAt,
    touches: aggregate.touches(event),
  };
}

/** What is told of a command that was carried out, and left the fold like this. */
export function done<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Readonly<Folded<State>>,
): Done<Answer> {
  return {
    kind: 'done',
    effect: request.effect,
    answer: shownThing(request, folded),
    version: folded.versions.get(request.thing) ?? 0n,
    // The mailbox tells it once it is known.
    position: folded.position as Done<Answer>['position'],
    warnings: [],
    isReplay: false,
  };
}

/** The thing as the fold has it; undefined when it is not there, or not there any more. */
export function shownThing<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Readonly<Folded<State>>,
): Answer | undefined {
  const { aggregate, thing, kind } = request;
  const isThere = aggregate.holds(folded.state, thing as ThingId, kind);
  return isThere ? request.answer(folded) : undefined;
}

function replayed<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Readonly<Folded<State>>,
  memory: { readonly effect: Done<Answer>['effect'] },
): Done<Answer> {
  return { ...done(request, folded), effect: memory.effect, isReplay: true };
}

function answerOnly<Answer>(
  outcome: Done<Answer>,
  folded: Readonly<Folded<unknown>>,
  context: AttemptContext,
): Attempt<CommandResult<Answer>> {
  const unused = unusedOf(folded, context.inHand);
  // Letters before it in the mailbox may be about to be appended: the position is known after them.
  const result = (position: Done<Answer>['position']): CommandResult<Answer> => ({
    kind: 'decided',
    outcome: { ...outcome, position },
    unused,
    drops: [],
  });
  return { kind: 'append', events: [], result };
}

function refuse<Answer>(
  refusal: Refusal,
  folded: Readonly<Folded<unknown>>,
  context: AttemptContext,
): Attempt<CommandResult<Answer>> {
  const outcome = { kind: 'refused', refusal } as const;
  const unused = unusedOf(folded, context.inHand);
  return { kind: 'answer', result: { kind: 'decided', outcome, unused, drops: [] } };
}
