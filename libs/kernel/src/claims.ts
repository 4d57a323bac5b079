import {
  AppendOutcomeUnknown,
  type EventStore,
  type RecordedEvent,
  type Revision,
  StoreUnavailable,
  type StreamName,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { type ClaimStream } from './aggregate';
import {
  type Cause,
  claimEventOf,
  type ClaimEventType,
  encodeClaimEvent,
  readingOf,
} from './claim-events';
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
import { appendSurely } from './sure-append';

const POLL_MS = 20;
/** A value that does not change hands meanwhile takes no more; else late comes of that. */
const MOST_STEPS_UNDISPUTED = 6;

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
   * Lets a claim go, if the stream still names it. Left undone, it is an orphan that others heal.
   */
  async release(claimId: string, cause: TimedCause): Promise<void> {
    const stream = claimStreamOf(claimId);
    const reading = await this.readClaim(stream);
    if (reading.kind === 'free' || reading.claimId !== claimId) return;
    const released = this.eventOf('Released', { claimId }, cause);
    await this.append({ stream, expected: reading.revision, event: released }, cause.deadline);
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
    late: (() => Error) | undefined,
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
    const isAppended = await this.append({ stream, expected, event }, wanted.deadline);
    return isAppended ? `${stream}@${nextRevision(expected)}` : 'conflict';
  }

  private async readClaim(stream: ClaimStream): Promise<ClaimReading> {
    let last: RecordedEvent | undefined;
    for await (const page of this.options.store.readStream(stream, 'start')) {
      last = page.at(-1) ?? last;
    }
    return readingOf(last, this.options.clock());
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

  /** False when the stream is not where it was expected. */
  private async append(
    { stream, expected, event }: ClaimAppend,
    deadline: Deadline,
  ): Promise<boolean> {
    const events = [encodeClaimEvent(stream, nextRevision(expected), event)];
    try {
      await appendSurely(this.options.store, { stream, expected, events }, deadline);
      return true;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return false;
      throw error;
    }
  }
}

interface ClaimAppend {
  readonly stream: ClaimStream;
  readonly expected: Revision | 'no-stream';
  readonly event: DecodedEvent;
}

interface Fence {
  readonly holder: StreamName;
  readonly claimId: string;
  readonly cause: TimedCause;
}
