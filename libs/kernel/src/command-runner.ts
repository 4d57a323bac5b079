import { AppendOutcomeUnknown } from '@chargebook/event-store';

import { type ClaimWish } from './aggregate';
import { type Claims } from './claims';
import { type Clock } from './clock';
import { attemptCommand, missingClaims } from './command-attempt';
import { takenByOthers } from './command-claims';
import { previewCommand, type Previewed } from './command-preview';
import {
  type AnyCommandRequest,
  type ClaimsInHand,
  type CommandRequest,
  type CommandResult,
  type MissingClaim,
} from './command-request';
import { type Folded } from './folded';
import { type Attempt } from './letters';
import { StreamBusy } from './mailbox';
import { type Outcome } from './outcome';
import { refusalOfError } from './refusal-of-error';
import { type StreamFolds } from './stream-folds';

type Decided<Answer> = Extract<CommandResult<Answer>, { kind: 'decided' }>;

export interface CommandRunnerOptions {
  readonly folds: StreamFolds;
  readonly claims: Claims;
  readonly clock: Clock;
  /** Told why a claim was not let go: it is an orphan now. */
  readonly onClaimLeft?: (cause: unknown) => void;
}

/**
 * Carries out commands: claims, then mailbox, then what is to be released (DESIGN 4, 5), all of it
 * within the deadline of the command.
 */
export class CommandRunner {
  /** Copies of one command go one after another, so that none lets go what another uses. */
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(private readonly options: CommandRunnerOptions) {}

  /**
   * Carries the command out, or for a preview says how that would end now and writes nothing.
   * @throws StoreUnavailable
   */
  async run<Command, State, Answer>(
    request: CommandRequest<Command, State, Answer>,
  ): Promise<Outcome<Answer>> {
    if (request.envelope.isPreview) return orRefused(this.preview(request));
    const { commandId } = request.envelope;
    const earlier = this.underWay.get(commandId);
    const turn = this.runAfter(earlier, request);
    this.underWay.set(commandId, turn);
    try {
      return await turn;
    } finally {
      if (this.underWay.get(commandId) === turn) this.underWay.delete(commandId);
    }
  }

  private async runAfter<Command, State, Answer>(
    earlier: Promise<unknown> | undefined,
    request: CommandRequest<Command, State, Answer>,
  ): Promise<Outcome<Answer>> {
    // Whether claims are in use is not known where it fails: they stay, and whoever meets one
    // settles it.
    return orRefused(this.carryOut(earlier, request));
  }

  private async carryOut<Command, State, Answer>(
    earlier: Promise<unknown> | undefined,
    request: CommandRequest<Command, State, Answer>,
  ): Promise<Outcome<Answer>> {
    if (earlier !== undefined) await awaitEarlier(earlier, request);
    const result = await this.decide(request, new Map());
    await this.letGo(request, result);
    return result.outcome;
  }

  /** On the stream's present end; the values that are wished for are looked at and left alone. */
  private async preview<Command, State, Answer>(
    request: CommandRequest<Command, State, Answer>,
  ): Promise<Outcome<Answer>> {
    const { folds, claims, clock } = this.options;
    const { stream, envelope } = request;
    const show = (folded: Readonly<Folded<State>>): Previewed<Answer> =>
      previewCommand(request, folded, clock());
    const { outcome, wishes } = await folds.read(stream, show, envelope.deadline);
    const taken: ClaimWish[] = [];
    for (const wish of wishes) {
      const wanted = { ...wish, ...causeOf(request), isFirstTry: false };
      if (!(await claims.wouldObtain(wanted))) taken.push(wish);
    }
    return taken.length === 0 ? outcome : { kind: 'refused', refusal: takenByOthers(taken) };
  }

  private async decide<Command, State, Answer>(
    request: CommandRequest<Command, State, Answer>,
    inHand: ClaimsInHand,
  ): Promise<Decided<Answer>> {
    const { folds, clock } = this.options;
    const { stream, envelope } = request;
    const attempt = (folded: Folded<State>): Attempt<CommandResult<Answer>> =>
      attemptCommand(request, folded, { inHand, nowMs: clock() });
    await this.claimAhead(request, inHand);
    for (;;) {
      const result = await folds.post(stream, { attempt }, envelope.deadline);
      if (result.kind === 'decided') return result;
      if (envelope.deadline.hasPassed) throw new StreamBusy(stream);
      await this.obtain(request, inHand, result.missing);
    }
  }

  /** Decides on the cached fold first, only to learn which claims the command needs. */
  private async claimAhead<Command, State, Answer>(
    request: CommandRequest<Command, State, Answer>,
    inHand: ClaimsInHand,
  ): Promise<void> {
    if (request.aggregate.claims === undefined) return;
    const missing = await this.options.folds.peek<State, readonly MissingClaim[]>(
      request.stream,
      (folded) => missingClaims(request, folded, inHand),
      request.envelope.deadline,
    );
    await this.obtain(request, inHand, missing);
  }

  /** In one order for all: two that want the same two values the other way round never end else. */
  private async obtain<Command, State, Answer>(
    request: CommandRequest<Command, State, Answer>,
    inHand: ClaimsInHand,
    missing: readonly MissingClaim[],
  ): Promise<void> {
    const cause = causeOf(request);
    const inOrder = missing.toSorted((one, other) => (one.stream < other.stream ? -1 : 1));
    for (const wanted of inOrder) {
      const result = await this.options.claims.obtain({ ...wanted, ...cause });
      inHand.set(wanted.stream, result.kind === 'taken' ? 'taken' : result);
    }
  }

  /** Left undone it harms nothing: the claims are orphans, and whoever meets one heals it. */
  private async letGo<Command, State, Answer>(
    request: CommandRequest<Command, State, Answer>,
    result: Decided<Answer>,
  ): Promise<void> {
    if (result.unused.length + result.drops.length === 0) return;
    try {
      await request.envelope.deadline.bound(() => this.release(request, result));
    } catch (error) {
      // The command is decided, whatever becomes of its claims.
      this.options.onClaimLeft?.(error);
    }
  }

  private async release<Command, State, Answer>(
    { envelope, stream }: CommandRequest<Command, State, Answer>,
    { unused, drops }: Decided<Answer>,
  ): Promise<void> {
    const { claims } = this.options;
    for (const claimId of unused) {
      // Another process may carry out the same command and adopt the claim: it must not use it.
      const isOurs = !envelope.hasKey;
      const verdict = isOurs ? 'abandoned' : await claims.fence(stream, claimId, envelope);
      if (verdict === 'abandoned') await claims.release(claimId, envelope);
    }
    for (const claimId of drops) await claims.release(claimId, envelope);
  }
}

/** What the copy before it writes is the command's too: nobody may say that nothing was written. */
function awaitEarlier(
  earlier: Promise<unknown>,
  { stream, envelope }: AnyCommandRequest,
): Promise<unknown> {
  return envelope.deadline.bound(
    () => earlier.catch(() => undefined),
    () => new AppendOutcomeUnknown(stream, 'the same command is still under way'),
  );
}

/** For whose sake a claim is asked for. */
function causeOf({ stream: holder, envelope }: AnyCommandRequest) {
  const { commandId, correlationId, deadline } = envelope;
  return { holder, commandId, correlationId, deadline };
}

/** What stood in the way of the mailbox is a refusal, too. */
async function orRefused<Answer>(settling: Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  try {
    return await settling;
  } catch (error) {
    const refusal = refusalOfError(error);
    if (refusal === undefined) throw error;
    return { kind: 'refused', refusal };
  }
}
