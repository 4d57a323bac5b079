import { type FactsReader } from '@chargebook/kernel';
import { ratePlanFacts } from '@chargebook/rate-plan/contracts';

import { type RatePlanFacts } from '../domain/site.commands';

/** The rate plans of these ids; null for one that does not exist (RULES 21). */
export async function ratePlansByIds(
  reader: FactsReader,
  ids: readonly string[],
): Promise<RatePlanFacts['ratePlans']> {
  const pairs = ids.map(async (id) => {
    const { doesExist, isArchived } = await reader.read(ratePlanFacts, id);
    return [id, doesExist ? { isArchived } : null] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}
