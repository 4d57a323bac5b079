import { refuseIf } from './judgement.rules';
import { type SiteRejection } from './rejections.rules';
import { type RatePlanFacts } from './site.commands';

/** RULES 21: a rate plan that is set exists and is not archived. */
export function ratePlanIsAvailable(
  { ratePlans }: RatePlanFacts,
  ratePlanId: string,
  pointer: string,
): readonly SiteRejection[] {
  const plan = ratePlans[ratePlanId];
  if (!plan) return [{ code: 'rate-plan-not-found', pointer, ratePlanId }];
  return refuseIf(plan.isArchived, () => ({ code: 'rate-plan-archived', pointer, ratePlanId }));
}
