import { accountFacts } from '@chargebook/account/contracts';
import { type FactsReader } from '@chargebook/kernel';
import { ratePlanFacts } from '@chargebook/rate-plan/contracts';

import { type AttentionFacts } from '../domain/attention.rules';

interface Named {
  readonly accountId: string;
  readonly hasTerminals: boolean;
  readonly ratePlanId: string | null;
}

/** Asks the streams of what a charger or site names; most name nothing that can go wrong. */
export async function gatherAttention(
  reader: FactsReader,
  { accountId, hasTerminals, ratePlanId }: Named,
): Promise<AttentionFacts> {
  const [account, ratePlan] = await Promise.all([
    hasTerminals ? reader.read(accountFacts, accountId) : undefined,
    ratePlanId === null ? undefined : reader.read(ratePlanFacts, ratePlanId),
  ]);
  return {
    hasPayterIntegration: account?.hasPayter ?? true,
    isRatePlanArchived: () => ratePlan?.isArchived ?? false,
  };
}
