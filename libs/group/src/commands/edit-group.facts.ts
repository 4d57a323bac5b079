import { type AccountId, isAccountKnown } from '@chargebook/account/contracts';
import { type CommandEnvelope, type FactsReader } from '@chargebook/kernel';

import { type EditGroup, type EditGroupFacts } from '../domain/group.commands';

/** An edit as it comes from the edge, before other streams were asked. */
export type EditGroupRequest = Omit<EditGroup, 'facts'>;

/** Asks for the account that the edit names, if it names one. @throws StoreUnavailable */
export async function gatherEditGroupFacts(
  reader: FactsReader,
  { accountId }: { readonly accountId?: AccountId | null },
  envelope: CommandEnvelope,
): Promise<EditGroupFacts> {
  const isNamed = accountId !== undefined && accountId !== null;
  return { isAccountKnown: !isNamed || (await isAccountKnown(reader, envelope, accountId)) };
}
