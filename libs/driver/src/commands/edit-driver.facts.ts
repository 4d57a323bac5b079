import { isAccountKnown } from '@chargebook/account/contracts';
import { type GroupId } from '@chargebook/group/contracts';
import { type CommandEnvelope, type FactsReader, type StreamFolds } from '@chargebook/kernel';

import { type EditDriver, type EditDriverFacts } from '../domain/driver.commands';
import { driverAggregate } from '../domain/driver.decider';
import { gatherGroups } from './add-driver.facts';

/** A command as it comes from the edge, before other streams were asked. */
export type EditDriverRequest = Omit<EditDriver, 'facts'>;

export interface FactsSources {
  readonly reader: FactsReader;
  readonly folds: StreamFolds;
}

/** Asks for the groups and the account that the edit touches, and for no others. */
export async function gatherEditDriverFacts(
  { reader, folds }: FactsSources,
  request: EditDriverRequest,
  envelope: CommandEnvelope,
): Promise<EditDriverFacts> {
  const { accountId } = request;
  const [groups, isKnown] = await Promise.all([
    groupsTouched(folds, request).then((groupIds) => gatherGroups(reader, groupIds)),
    accountId === undefined || isAccountKnown(reader, envelope, accountId),
  ]);
  return { groups, isAccountKnown: isKnown };
}

/**
 * Who moves takes his groups along. Should they change before the command is decided, so has the
 * driver's version, and the command is refused by that.
 */
async function groupsTouched(
  folds: StreamFolds,
  { id, groupIds, accountId }: EditDriverRequest,
): Promise<readonly GroupId[]> {
  if (groupIds !== undefined) return groupIds;
  if (accountId === undefined) return [];
  return folds.readThing(driverAggregate, id, ({ state }) => state.driver?.groupIds ?? []);
}
