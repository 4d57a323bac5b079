import { COMMON_TEXTS } from '../lib/texts/common';
import { useRatePlan } from '../lib/things';

/** The name of a rate plan, where there is one. */
export function RatePlanName({ ratePlanId }: { readonly ratePlanId: string | null | undefined }) {
  const { data } = useRatePlan(ratePlanId);
  return ratePlanId === null || ratePlanId === undefined ? COMMON_TEXTS.none : (data?.name ?? '…');
}
