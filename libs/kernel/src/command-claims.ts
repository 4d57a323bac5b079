import { type ClaimRules, type ClaimWish } from './aggregate';
import { type ClaimsInHand, type MissingClaim } from './command-request';
import { type DomainEvent } from './decider';
import { type ClaimTaken, type EventMetadata } from './envelope';
import { type Folded } from './folded';
import { type Refusal } from './outcome';

// oxlint-disable-next-line typescript/no-explicit-any -- the state is the context's affair
export type AnyClaimRules = ClaimRules<DomainEvent, any>;

/** The values that the events wish for and that their thing does not hold yet, each once. */
export function neededWishes(
  rules: AnyClaimRules,
  events: readonly DomainEvent[],
  folded: Readonly<Folded<unknown>>,
): readonly ClaimWish[] {
  const wishes = events.flatMap((event) => rules.wishesOf(event));
  const isFirst = (wish: ClaimWish, index: number): boolean =>
    wishes.findIndex((other) => other.stream === wish.stream) === index;
  return wishes.filter(
    (wish, index) =>
      isFirst(wish, index) && folded.claimsHeld.get(wish.stream)?.thing !== wish.thing,
  );
}

/** What is not in hand, and what is in hand but was abandoned: no append may use it (DESIGN 5). */
export function missingOf(
  needed: readonly ClaimWish[],
  folded: Readonly<Folded<unknown>>,
  inHand: ClaimsInHand,
): readonly MissingClaim[] {
  return needed.flatMap(({ stream, thing }) => {
    const claim = inHand.get(stream);
    if (claim === 'taken') return [];
    const isUsable = claim !== undefined && !folded.claimsAbandoned.has(claim.claimId);
    return isUsable ? [] : [{ stream, thing, isFirstTry: claim === undefined }];
  });
}

/** What a command is refused by when others hold these values (409). */
export function takenByOthers(wishes: readonly ClaimWish[]): Refusal {
  return { kind: 'taken', rejections: wishes.map(({ code, pointer }) => ({ code, pointer })) };
}

export function takenOf(wish: ClaimWish, inHand: ClaimsInHand): ClaimTaken {
  const claim = inHand.get(wish.stream);
  if (claim === undefined || claim === 'taken') throw new Error(`no claim on ${wish.stream}`);
  return { claimId: claim.claimId, thing: wish.thing };
}

/** Claims in hand that the stream does not hold. */
export function unusedOf(
  folded: Readonly<Folded<unknown>>,
  inHand: ClaimsInHand,
): readonly string[] {
  return [...inHand].flatMap(([stream, claim]) => {
    if (claim === 'taken') return [];
    return folded.claimsHeld.get(stream)?.claimId === claim.claimId ? [] : [claim.claimId];
  });
}

export function claimMembers(
  takes: readonly ClaimTaken[],
  drops: readonly string[],
): Pick<EventMetadata, 'takes' | 'drops'> {
  return { ...(takes.length > 0 && { takes }), ...(drops.length > 0 && { drops }) };
}
