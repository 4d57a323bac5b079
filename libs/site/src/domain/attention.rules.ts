import { type PaymentTerminal } from './charger.events';

/** Something that was right when it was set and no longer is; kept until somebody decides. */
export interface Attention {
  readonly code: 'payment-integration-missing' | 'rate-plan-archived';
  /** One sentence for a person. */
  readonly detail: string;
}

/** What the rate plans' streams say now. */
interface RateFacts {
  isRatePlanArchived(ratePlanId: string): boolean;
}

/** What other streams say now of the things that a charger names. */
export interface AttentionFacts extends RateFacts {
  readonly hasPayterIntegration: boolean;
}

export interface AttendedCharger {
  readonly status: 'active' | 'retired';
  readonly paymentTerminals: readonly PaymentTerminal[];
  readonly overrides: { readonly rate: { readonly ratePlanId: string } | null };
}

/** Flags of a charger (payment terminals; RULES 21); none of a retired one. */
export function needsAttention(
  charger: AttendedCharger,
  facts: AttentionFacts,
): readonly Attention[] {
  if (charger.status === 'retired') return [];
  const isUnpaid = charger.paymentTerminals.length > 0 && !facts.hasPayterIntegration;
  const withdrawn: Attention = {
    code: 'payment-integration-missing',
    detail: 'The account no longer has the payment integration that the terminals need.',
  };
  const rate = archivedRate(charger.overrides.rate?.ratePlanId ?? null, facts);
  return [...(isUnpaid ? [withdrawn] : []), ...rate];
}

/** Flags of a site: its member rate likewise (RULES 21). */
export function siteNeedsAttention(
  site: { readonly memberRate: { readonly ratePlanId: string | null } },
  facts: RateFacts,
): readonly Attention[] {
  return archivedRate(site.memberRate.ratePlanId, facts);
}

function archivedRate(ratePlanId: string | null, facts: RateFacts): readonly Attention[] {
  if (ratePlanId === null || !facts.isRatePlanArchived(ratePlanId)) return [];
  const detail = `The rate plan ${ratePlanId} was archived after it was set.`;
  return [{ code: 'rate-plan-archived', detail }];
}
