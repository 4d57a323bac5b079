import { type Revision, type StreamName } from '@chargebook/event-store';

import { type ClaimStream } from './aggregate';
import { type HolderVerdict } from './folded';

/** Rivals do not fence a claim younger than this: its command may be about to append. */
export const CLAIM_GRACE_MS = 2_000;

/** `<claim stream>@<revision of its Claimed>`: every attempt has its own. */
export type ClaimId = `${string}@${string}`;

/** What the last event of a claim stream says. */
export type ClaimReading =
  | { readonly kind: 'free'; readonly revision: Revision | 'no-stream' }
  | {
      readonly kind: 'claimed';
      readonly revision: Revision;
      readonly claimId: string;
      readonly holder: StreamName;
      readonly thing: string;
      readonly commandId: string;
      readonly ageMs: number;
    };

/** One step of the protocol: a read, or one append at an exact revision. */
export type ClaimEffect =
  | {
      readonly kind: 'claim';
      readonly stream: ClaimStream;
      readonly expected: Revision | 'no-stream';
    }
  | { readonly kind: 'read-claim'; readonly stream: ClaimStream }
  | { readonly kind: 'ask-holder'; readonly holder: StreamName; readonly claimId: string }
  /** Appends `ClaimAbandoned` to the holder's stream, unless that shows the claim as held. */
  | { readonly kind: 'fence'; readonly holder: StreamName; readonly claimId: string }
  | { readonly kind: 'wait'; readonly stream: ClaimStream; readonly claimId: string };

export interface ClaimEffectResults {
  /** The new claim's id, or a conflict. */
  readonly claim: ClaimId | 'conflict';
  readonly 'read-claim': ClaimReading;
  readonly 'ask-holder': HolderVerdict;
  readonly fence: HolderVerdict;
  /** Another claim or verdict stands now, or this claim has been waited for long enough. */
  readonly wait: 'changed' | 'old-enough';
}

export type ClaimResult =
  { readonly kind: 'obtained'; readonly claimId: string } | { readonly kind: 'taken' };

export interface ClaimRequest {
  readonly stream: ClaimStream;
  /** The stream whose events are to carry the claim. */
  readonly holder: StreamName;
  readonly commandId: string;
  /** False on a second try, when the first claim turned out to be abandoned. */
  readonly isFirstTry: boolean;
}

// oxlint-disable-next-line typescript/no-explicit-any -- each step's result has its effect's type
type Steps<Result> = Generator<ClaimEffect, Result, any>;

/**
 * Takes a claim, step by step (DESIGN 5); whoever runs the generator carries out the steps. The
 * claim is good only while the holder's fold does not remember it as abandoned: the appender asks.
 */
export function* obtainClaim(request: ClaimRequest): Steps<ClaimResult> {
  const { stream } = request;
  if (request.isFirstTry) {
    const claimId: ClaimId | 'conflict' = yield { kind: 'claim', stream, expected: 'no-stream' };
    if (claimId !== 'conflict') return { kind: 'obtained', claimId };
  }
  for (;;) {
    const reading: ClaimReading = yield { kind: 'read-claim', stream };
    const standing = reading.kind === 'free' ? 'vacant' : yield* judgeClaim(request, reading);
    if (standing === 'changed') continue;
    if (standing !== 'vacant') return standing;
    const claimId: ClaimId | 'conflict' = yield {
      kind: 'claim',
      stream,
      expected: reading.revision,
    };
    if (claimId !== 'conflict') return { kind: 'obtained', claimId };
  }
}

type Standing = ClaimResult | 'vacant' | 'changed';

/** Whether somebody else's claim stands, and makes an orphan harmless before it is overtaken. */
function* judgeClaim(
  request: ClaimRequest,
  reading: Extract<ClaimReading, { kind: 'claimed' }>,
): Steps<Standing> {
  const { claimId, holder } = reading;
  const verdict: HolderVerdict = yield { kind: 'ask-holder', holder, claimId };
  if (verdict === 'abandoned') return 'vacant';
  const isOwn = reading.commandId === request.commandId && holder === request.holder;
  if (isOwn) return { kind: 'obtained', claimId };
  if (verdict === 'held') return { kind: 'taken' };
  if (reading.ageMs < CLAIM_GRACE_MS) {
    const waited: 'changed' | 'old-enough' = yield {
      kind: 'wait',
      stream: request.stream,
      claimId,
    };
    if (waited === 'changed') return 'changed';
  }
  const fenced: HolderVerdict = yield { kind: 'fence', holder, claimId };
  return fenced === 'abandoned' ? 'vacant' : 'changed';
}
