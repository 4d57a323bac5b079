import {
  type EventStore,
  type RecordedEvent,
  type Revision,
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
import { type DecodedEvent } from './event-codec';
import {
  claimStreamOf,
  type Folded,
  foldEvent,
  type HolderVerdict,
  nextRevision,
  verdictOn,
} from './folded';
import { type Attempt, StreamBusy } from './mailbox';
import { type StreamFolds } from './stream-folds';
import { appendSurely } from './sure-append';

const POLL_MS = 20;
const DEFAULT_RETRY_BOUND_MS = 10_000;

type Waited = ClaimEffectResults['wait'];

/** What a claim is taken for, beside the value itself. */
export interface ClaimWanted extends ClaimRequest {
  readonly thing: string;
  readonly correlationId: string;
}

export interface ClaimsOptions {
  readonly store: EventStore;
  readonly folds: StreamFolds;
  readonly clock: Clock;
  /** A value that changes hands for longer is given up as busy; 10 s when not said. */
  readonly retryBoundMs?: number;
}

/** Values unique across the operator: takes, fences and releases claims (DESIGN 5). */
export class Claims {
  /** One poll per claim serves all who wait for it. */
  private readonly polls = new Map<string, Promise<Waited>>();

  constructor(private readonly options: ClaimsOptions) {}

  /** @throws StoreUnavailable, AppendOutcomeUnknown, StreamBusy */
  async obtain(wanted: ClaimWanted): Promise<ClaimResult> {
    const { retryBoundMs = DEFAULT_RETRY_BOUND_MS } = this.options;
    const deadlineMs = performance.now() + retryBoundMs;
    const steps = obtainClaim(wanted);
    let step = steps.next();
    while (!step.done) {
      if (performance.now() > deadlineMs) throw new StreamBusy(wanted.stream);
      const result = await this.carryOut(wanted, step.value);
      step = steps.next(result as never);
    }
    return step.value;
  }

  /**
   * Whether `obtain` would get it now: the same steps, of which those that append or wait are only
   * imagined. A claim that is not held yet counts as an orphan, be its command under way.
   * @throws StoreUnavailable, StreamBusy
   */
  async wouldObtain(request: ClaimRequest): Promise<boolean> {
    const steps = obtainClaim({ ...request, isFirstTry: false });
    let step = steps.next();
    while (!step.done && step.value.kind !== 'claim') {
      step = steps.next((await this.imagine(step.value)) as never);
    }
    return step.done !== true || step.value.kind === 'obtained';
  }

  /**
   * Lets a claim go, if the stream still names it. Left undone, it is an orphan that others heal.
   */
  async release(claimId: string, cause: Cause): Promise<void> {
    const stream = claimStreamOf(claimId);
    const reading = await this.readClaim(stream);
    if (reading.kind === 'free' || reading.claimId !== claimId) return;
    await this.append(stream, reading.revision, this.eventOf('Released', { claimId }, cause));
  }

  /** Makes a claim unusable for ever in its holder's stream, unless it is held there (DESIGN 5). */
  fence(holder: StreamName, claimId: string, cause: Cause): Promise<HolderVerdict> {
    return this.options.folds.post<unknown, HolderVerdict>(holder, {
      attempt: (folded) => this.attemptFence(folded, { holder, claimId, cause }),
    });
  }

  private async imagine(
    effect: Exclude<ClaimEffect, { kind: 'claim' }>,
  ): Promise<ClaimEffectResults[ClaimEffect['kind']]> {
    switch (effect.kind) {
      case 'read-claim':
        return this.readClaim(effect.stream);
      case 'ask-holder':
        return this.askHolder(effect);
      case 'fence':
        return 'abandoned';
      case 'wait':
        return 'old-enough';
    }
  }

  private askHolder(asked: {
    readonly holder: StreamName;
    readonly claimId: string;
  }): Promise<HolderVerdict> {
    return this.options.folds.read(asked.holder, (folded) => verdictOn(asked.claimId, folded));
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
        return this.askHolder(effect);
      case 'fence':
        return this.fence(effect.holder, effect.claimId, wanted);
      case 'wait':
        return this.waitForChange(effect.stream, effect.claimId);
    }
  }

  private async appendClaimed(
    wanted: ClaimWanted,
    expected: Revision | 'no-stream',
  ): Promise<ClaimId | 'conflict'> {
    const { stream, holder, thing } = wanted;
    const data = { holder, thing, command: wanted.commandId };
    const event = this.eventOf('Claimed', data, wanted);
    const isAppended = await this.append(stream, expected, event);
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
    const { clock } = this.options;
    const startedAtMs = clock();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const reading = await this.readClaim(stream);
      if (reading.kind === 'free' || reading.claimId !== claimId) return 'changed';
      const watchedMs = clock() - startedAtMs;
      if (Math.max(reading.ageMs, watchedMs) >= CLAIM_GRACE_MS) return 'old-enough';
      if ((await this.askHolder(reading)) !== 'unknown') return 'changed';
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

  private async append(
    stream: StreamName,
    expected: Revision | 'no-stream',
    event: DecodedEvent,
  ): Promise<boolean> {
    const events = [encodeClaimEvent(stream, nextRevision(expected), event)];
    try {
      await appendSurely(this.options.store, { stream, expected, events });
      return true;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return false;
      throw error;
    }
  }
}

interface Fence {
  readonly holder: StreamName;
  readonly claimId: string;
  readonly cause: Cause;
}
