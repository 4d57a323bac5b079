import { accept, type Decision, rejectIfAny, type Warning } from '@chargebook/kernel';

import { type Rule, type SiteRejection } from './rejections.rules';
import { type SiteEvent } from './site.events';

export type SiteDecision = Decision<SiteEvent, SiteRejection>;

export const UNCHANGED: SiteDecision = { kind: 'unchanged' };

/** Rules in the order of their page, and what is worth saying of a change that they accept. */
export interface Judgement<Change> {
  readonly rules: readonly Rule<Change>[];
  readonly warnings: readonly ((change: Change) => readonly Warning[])[];
}

/** Every rule is asked, so that all that refuse are listed. */
export function judge<Change>(
  { rules, warnings }: Judgement<Change>,
  change: Change,
  events: readonly SiteEvent[],
): SiteDecision {
  const rejections = rules.flatMap((rule) => rule(change));
  const rejected = rejectIfAny<SiteEvent, SiteRejection>(rejections);
  return (
    rejected ??
    accept(
      events,
      warnings.flatMap((warn) => warn(change)),
    )
  );
}

/** A rule's answer: the one rejection, or nothing against the change. */
export function refuseIf(
  isBroken: boolean,
  rejection: () => SiteRejection,
): readonly SiteRejection[] {
  return isBroken ? [rejection()] : [];
}
