import { type Decision, type DomainEvent, type RejectionShape } from './decider';
import { rolesIn } from './envelope';
import { type CommandMemory, type Folded, memoryOf } from './folded';
import { type AnyCommandRequest } from './command-request';
import { type Refusal } from './outcome';

type AnyFold = Readonly<Folded<object>>;
type Accepted = Extract<Decision<DomainEvent, RejectionShape>, { kind: 'accepted' }>;

/** What is to be done with a command on the fold as it stands. */
export type Judgement =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'replay'; readonly memory: CommandMemory }
  | { readonly kind: 'unchanged' }
  | Accepted;

interface Judged {
  readonly folded: AnyFold;
  readonly revision: AnyFold['revision'];
  readonly judgement: Judgement;
}

/** By request, the latest alone. */
const JUDGED = new WeakMap<AnyCommandRequest, Judged>();

/**
 * A command is judged before its claims are taken and again in the mailbox; where the fold has not
 * moved meanwhile, as mostly, the judgement is still the same.
 */
export function judgeCommand(request: AnyCommandRequest, folded: AnyFold): Judgement {
  const { revision } = folded;
  const judged = JUDGED.get(request);
  if (judged?.folded === folded && judged.revision === revision) return judged.judgement;
  const judgement = judgeAnew(request, folded);
  JUDGED.set(request, { folded, revision, judgement });
  return judgement;
}

/** Authorise → replay → thing → If-Match → decide → roles per change → rules (DESIGN 4, API.md). */
function judgeAnew(request: AnyCommandRequest, folded: AnyFold): Judgement {
  const refusal = refuseActor(request, folded);
  if (refusal !== undefined) return { kind: 'refused', refusal };
  const memory = memoryOf(folded, request.envelope.commandId);
  if (memory !== undefined) return judgeRepeat(request, folded, memory);
  const stale = refuseThing(request, folded) ?? refuseVersion(request, folded);
  if (stale !== undefined) return { kind: 'refused', refusal: stale };
  return decide(request, folded);
}

function decide(request: AnyCommandRequest, folded: AnyFold): Judgement {
  const { aggregate, command } = request;
  const decision = aggregate.decider.decide(command, folded.state) as Decision<
    DomainEvent,
    RejectionShape
  >;
  if (decision.kind === 'unchanged') return decision;
  const missingRole = refuseChanges(request, folded);
  if (missingRole !== undefined) return { kind: 'refused', refusal: missingRole };
  if (decision.kind === 'accepted') return decision;
  return { kind: 'refused', refusal: { kind: 'rules', rejections: decision.rejections } };
}

/** RULES 24 and 25: another account's thing is not found, one's own may want another role. */
function refuseActor(request: AnyCommandRequest, folded: AnyFold): Refusal | undefined {
  if (request.envelope.isSystem) return undefined;
  const account = request.aggregate.accountOf(folded.state) ?? request.owner;
  if (account === undefined) return { kind: 'not-found' };
  const roles = rolesIn(request.envelope.actor, account);
  if (roles.length === 0 && account !== '*') return { kind: 'not-found' };
  if (request.allowedRoles.some((role) => roles.includes(role))) return undefined;
  return { kind: 'role-missing', role: request.allowedRoles[0] ?? 'administrator', pointer: '' };
}

/** The first pointer whose change the actor's roles do not cover (RULES 24). */
function refuseChanges(request: AnyCommandRequest, folded: AnyFold): Refusal | undefined {
  const { aggregate, command, envelope } = request;
  if (envelope.isSystem) return undefined;
  const own = aggregate.accountOf(folded.state) ?? request.owner ?? '*';
  const unmet = aggregate
    .rolesNeeded(command, folded.state)
    .find(({ role, accountId = own }) => !rolesIn(envelope.actor, accountId).includes(role));
  return unmet && { kind: 'role-missing', role: unmet.role, pointer: unmet.pointer };
}

function judgeRepeat(
  request: AnyCommandRequest,
  folded: AnyFold,
  memory: CommandMemory,
): Judgement {
  if (memory.fingerprint !== request.envelope.fingerprint) {
    return { kind: 'refused', refusal: { kind: 'key-reused' } };
  }
  const isGone = memory.effect !== 'removed' && !holdsThing(request, folded);
  if (isGone) return { kind: 'refused', refusal: { kind: 'not-found' } };
  return { kind: 'replay', memory };
}

function refuseThing(request: AnyCommandRequest, folded: AnyFold): Refusal | undefined {
  const isThere = request.effect === 'created' || holdsThing(request, folded);
  return isThere ? undefined : { kind: 'not-found' };
}

function holdsThing(request: AnyCommandRequest, folded: AnyFold): boolean {
  return request.aggregate.holds(folded.state, request.thing as never, request.kind);
}

function refuseVersion(request: AnyCommandRequest, folded: AnyFold): Refusal | undefined {
  const { ifMatch } = request.envelope;
  if (ifMatch === undefined) return undefined;
  if (ifMatch === 'missing') return { kind: 'version-required' };
  const current = folded.versions.get(request.thing) ?? 0n;
  return ifMatch === current ? undefined : { kind: 'version-mismatch', current };
}
