import { accountFacts } from '@chargebook/account/contracts';
import { driverFacts } from '@chargebook/driver/contracts';
import { groupFacts } from '@chargebook/group/contracts';
import { type FactsReader } from '@chargebook/kernel';

import {
  type ChargerFacts,
  type ChargerPatch,
  type DriverFacts,
  type GroupFacts,
} from '../domain/charger.commands';
import { ratePlansByIds } from './rate-plan.facts';

type Asking = Pick<ChargerPatch, 'scope' | 'paymentTerminals' | 'overrides'>;

/** Asks the streams of all that a charger's form names; most forms name nothing. */
export async function gatherChargerFacts(
  reader: FactsReader,
  asking: Asking,
  accountId: string,
): Promise<ChargerFacts> {
  const [drivers, groups, ratePlans, hasPayterIntegration] = await Promise.all([
    byIds(driverIdsOf(asking), (id) => driver(reader, id)),
    byIds(asking.scope?.groupIds ?? [], (id) => group(reader, id)),
    ratePlansByIds(reader, ratePlanIdsOf(asking)),
    wantsTerminal(asking) && hasPayter(reader, accountId),
  ]);
  return { drivers, groups, ratePlans, hasPayterIntegration };
}

function driverIdsOf({ scope }: Asking): readonly string[] {
  return scope?.driverId === undefined ? [] : [scope.driverId];
}

function ratePlanIdsOf({ overrides }: Asking): readonly string[] {
  const ratePlanId = overrides?.rate?.ratePlanId;
  return ratePlanId === undefined ? [] : [ratePlanId];
}

function wantsTerminal({ paymentTerminals }: Asking): boolean {
  return (paymentTerminals ?? []).length > 0;
}

async function driver(reader: FactsReader, id: string): Promise<DriverFacts | null> {
  const { doesExist, accountId, isBlocked } = await reader.read(driverFacts, id);
  return doesExist && accountId !== null ? { accountId, isBlocked } : null;
}

async function group(reader: FactsReader, id: string): Promise<GroupFacts | null> {
  const { doesExist, accountId } = await reader.read(groupFacts, id);
  return doesExist ? { accountId } : null;
}

async function hasPayter(reader: FactsReader, accountId: string): Promise<boolean> {
  return (await reader.read(accountFacts, accountId)).hasPayter;
}

async function byIds<Facts>(
  ids: readonly string[],
  read: (id: string) => Promise<Facts>,
): Promise<Readonly<Record<string, Facts>>> {
  const pairs = [...new Set(ids)].map(async (id) => [id, await read(id)] as const);
  return Object.fromEntries(await Promise.all(pairs));
}
