import { groupFacts, type GroupId } from '@chargebook/group/contracts';
import { type FactsReader } from '@chargebook/kernel';

import { type AddDriver, type GroupsAsked } from '../domain/driver.commands';

/** A command as it comes from the edge, before other streams were asked. */
export type AddDriverRequest = Omit<AddDriver, 'facts'>;

export async function gatherAddDriverFacts(
  reader: FactsReader,
  { groupIds }: AddDriverRequest,
): Promise<AddDriver['facts']> {
  return { groups: await gatherGroups(reader, groupIds) };
}

/** What the groups' streams say at this moment. @throws StoreUnavailable */
export async function gatherGroups(
  reader: FactsReader,
  groupIds: readonly GroupId[],
): Promise<GroupsAsked> {
  const asked = groupIds.map(
    async (groupId) => [groupId, await reader.read(groupFacts, groupId)] as const,
  );
  return new Map(await Promise.all(asked));
}
