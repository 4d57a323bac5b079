import {
  AppendOutcomeUnknown,
  type EventStore,
  type Revision,
  StoreUnavailable,
  type StreamName,
} from '@chargebook/event-store';

import { type ClaimStream } from './aggregate';
import { type Cause, claimEventOf, type ClaimEventType, encodeClaimEvent } from './claim-events';
import {
  CLAIM_GRACE_MS,
  type ClaimEffect,
  type ClaimEffectResults,
  type ClaimId,
  type ClaimReading,
  type ClaimRequest,
  type ClaimResult,
  obtainClaim,
} from './claim-protocol';
import { appendToClaimStream, readClaimStream } from './claim-streams';
import { type Clock, notBefore } from './clock';
import { type Deadline } from './deadline';
import { type DecodedEvent } from './event-codec';
import {
  claimStreamOf,
  type Folded,
  foldEvent,
  type HolderVerdict,
  nextRevision,
  verdictOn,
} from './folded';
import { type Attempt } from './letters';
import { StreamBusy } from './mailbox';
import { type StreamFolds } from './stream-folds';

const POLL_MS = 20;
/** A value that does not change hands meanwhile takes no more; else late comes of that. */
const MOST_STEPS_UNDISPUTED = 6;

/** What becomes of the steps that are not carried out where nothing is to be written. */
const IMAGINED: Partial<ClaimEffectResults> = { fence: 'abandoned', wait: 'old-enough' };

type Waited = ClaimEffectResults['wait'];

/** The command for whose sake something is done, with the time that there is for it. */
export interface TimedCause extends Cause {
  readonly deadline: Deadline;
}

/** What a claim is taken for, beside the value itself. */
export interface ClaimWanted extends ClaimRequest, TimedCause {
  readonly thing: string;
}

export interface ClaimsOptions {
  readonly store: EventStore;
  readonly folds: StreamFolds;
  readonly clock: Clock;
}

/** Values unique across the operator: takes, fences and releases claims (DESIGN 5). */
export class Claims {
  /** One poll per claim serves all who wait for it. */
  private readonly polls = new Map<string, Promise<Waited>>();

  constructor(private readonly options: ClaimsOptions) {}

  /**
   * Whatever it throws, nothing of the command was written: a claim alone is none of its events.
   * @throws StoreUnavailable, StreamBusy
   */
  async obtain(wanted: ClaimWanted): Promise<ClaimResult> {
    const steps = obtainClaim(wanted);
    let step = steps.next();
    for (let count = 1; !step.done; count += 1) {
      const isDisputed = step.value.kind === 'wait' || count > MOST_STEPS_UNDISPUTED;
      const late = isDisputed ? () => new StreamBusy(wanted.stream) : undefined;
      const result = await this.carryOutInTime(wanted, step.value, late);
      step = steps.next(result as never);
    }
    return step.value;
  }

  /**
   * Whether `obtain` would get it now: the same steps, of which those that append or wait are only
   * imagined. A claim that is not held yet counts as an orphan, be its command under way.
   * @throws StoreUnavailable, StreamBusy
   */
  async wouldObtain(wanted: ClaimWanted): Promise<boolean> {
    const steps = obtainClaim({ ...wanted, isFirstTry: false });
    let step = steps.next();
    while (!step.done && step.value.kind !== 'claim') {
      const effect = step.value;
      const result = IMAGINED[effect.kind] ?? (await this.carryOutInTime(wanted, effect));
      step = steps.next(result as never);
    }
    return step.done !== true || step.value.kind === 'obtained';
  }

  /**
   * Lets a claim go, if the stream still names it. Left undone, it is an orphan that others heal.
   */
  async release(claimId: string, cause: TimedCause): Promise<void> {
    const stream = claimStreamOf(claimId);
    const reading = await this.readClaim(stream);
    if (reading.kind === 'free' || reading.claimId !== claimId) return;
    const released = this.eventOf('Released', { claimId }, cause);
    const append = { stream, expected: reading.revision, event: released };
    await appendToClaimStream(this.options.store, append, cause.deadline);
  }

  /** Makes a claim unusable for ever in its holder's stream, unless it is held there (DESIGN 5). */
  fence(holder: StreamName, claimId: string, cause: TimedCause): Promise<HolderVerdict> {
    const attempt = (folded: Folded<unknown>): Attempt<HolderVerdict> =>
      this.attemptFence(folded, { holder, claimId, cause });
    return this.options.folds.post(holder, { attempt }, cause.deadline);
  }

  private async carryOutInTime(
    wanted: ClaimWanted,
    effect: ClaimEffect,
    late?: () => Error,
  ): Promise<ClaimEffectResults[ClaimEffect['kind']]> {
    try {
      return await wanted.deadline.bound(() => this.carryOut(wanted, effect), late);
    } catch (error) {
      throw error instanceof AppendOutcomeUnknown ? new StoreUnavailable(error) : error;
    }
  }

  private async carryOut(
    wanted: ClaimWanted,
    effect: ClaimEffect,
  ): Promise<ClaimEffectResults[ClaimEffect['kind']]> {
    switch (effect.kind) {
      case 'claim':
        return this.appendClaimed(wanted, effect.expected);
      case 'read-claim':
        return this.readClaim(effect.stream);
      case 'ask-holder':
        return this.askHolder(effect, wanted);
      case 'fence':
        return this.fence(effect.holder, effect.claimId, wanted);
      case 'wait':
        return this.waitForChange(effect.stream, effect.claimId);
    }
  }

  private askHolder(
    { holder, claimId }: Omit<Fence, 'cause'>,
    { deadline }: TimedCause,
  ): Promise<HolderVerdict> {
    const verdict = (folded: Readonly<Folded<unknown>>) => verdictOn(claimId, folded);
    return this.options.folds.read(holder, verdict, deadline);
  }

  private async appendClaimed(
    wanted: ClaimWanted,
    expected: Revision | 'no-stream',
  ): Promise<ClaimId | 'conflict'> {
    const { stream, holder, thing } = wanted;
    const data = { holder, thing, command: wanted.commandId };
    const event = this.eventOf('Claimed', data, wanted);
    const append = { stream, expected, event };
    const isAppended = await appendToClaimStream(this.options.store, append, wanted.deadline);
    return isAppended ? `${stream}@${nextRevision(expected)}` : 'conflict';
  }

  private readClaim(stream: ClaimStream): Promise<ClaimReading> {
    const { store, folds, clock: nowMs } = this.options;
    return readClaimStream(store, stream, { nowMs, mayHold: (holder) => folds.keeps(holder) });
  }

  private waitForChange(stream: ClaimStream, claimId: string): Promise<Waited> {
    const present = this.polls.get(claimId);
    if (present !== undefined) return present;
    const poll = this.pollUntilChanged(stream, claimId).finally(() => this.polls.delete(claimId));
    this.polls.set(claimId, poll);
    return poll;
  }

  /**
   * Until the claim is another one, is held, is abandoned, or is old enough to be fenced: by its
   * own time, or by the time it was watched, for its writer's clock may be ahead of ours.
   */
  private async pollUntilChanged(stream: ClaimStream, claimId: string): Promise<Waited> {
    const { folds, clock } = this.options;
    const startedAtMs = clock();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const reading = await this.readClaim(stream);
      if (reading.kind === 'free' || reading.claimId !== claimId) return 'changed';
      const watchedMs = clock() - startedAtMs;
      if (Math.max(reading.ageMs, watchedMs) >= CLAIM_GRACE_MS) return 'old-enough';
      const verdict = await folds.read(reading.holder, (folded) => verdictOn(claimId, folded));
      if (verdict !== 'unknown') return 'changed';
    }
  }

  private attemptFence(folded: Folded<unknown>, fence: Fence): Attempt<HolderVerdict> {
    const verdict = verdictOn(fence.claimId, folded);
    if (verdict !== 'unknown') return { kind: 'answer', result: verdict };
    const { claimId, holder, cause } = fence;
    const recordedAt = notBefore(folded.recordedAt, this.options.clock());
    const event = claimEventOf('ClaimAbandoned', { claimId }, { cause, recordedAt });
    const encoded = encodeClaimEvent(holder, nextRevision(folded.revision), event);
    foldEvent(this.options.folds.aggregateOf(holder), folded, event);
    return { kind: 'append', events: [encoded], result: () => 'abandoned' };
  }

  private eventOf(type: ClaimEventType, data: object, cause: Cause): DecodedEvent {
    return claimEventOf(type, data, {
      cause,
      recordedAt: notBefore(undefined, this.options.clock()),
    });
  }
}

interface Fence {
  readonly holder: StreamName;
  readonly claimId: string;
  readonly cause: TimedCause;
}
