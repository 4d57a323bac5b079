import { type ChargerLine } from './charger-file';
import { canonicalName } from './natural-keys';
import { type Thing } from './row-result';
import { type ServiceClient } from './service-client';

interface Directory {
  /** As `driver`. */
  readonly what: string;
  readonly idsByName: ReadonlyMap<string, readonly string[]>;
}

/** Whom scopes may name: the account's drivers, its groups and those of all accounts. */
export interface People {
  readonly drivers: Directory;
  readonly groups: Directory;
}

/** A scope as the interface takes it, or why there is none. */
export type ResolvedScope = { readonly scope: object } | { readonly why: string };

interface Found {
  readonly id?: string;
  readonly why?: string;
}

/** Asks only for what the lines speak of. */
export async function findPeople(
  client: ServiceClient,
  accountId: string,
  lines: readonly ChargerLine[],
): Promise<People> {
  const namesDrivers = lines.some(({ driverExternalId }) => driverExternalId !== undefined);
  const namesGroups = lines.some(({ groups }) => groups.length > 0);
  const drivers = namesDrivers ? await client.list(`/v1/accounts/${accountId}/drivers`) : [];
  const groups = namesGroups ? await client.list(`/v1/groups?accountId=${accountId}`) : [];
  return {
    drivers: { what: 'driver', idsByName: idsBy('externalId', drivers) },
    groups: { what: 'group', idsByName: idsBy('name', groups) },
  };
}

function idsBy(member: 'externalId' | 'name', things: readonly Thing[]): Directory['idsByName'] {
  const idsByName = new Map<string, readonly string[]>();
  for (const thing of things) {
    const name = canonicalName(thing[member] ?? '');
    idsByName.set(name, [...(idsByName.get(name) ?? []), thing.id]);
  }
  return idsByName;
}

/** Whether the kind is known and its payload fits is for the service to say. */
export function scopeOf(line: ChargerLine, people: People): ResolvedScope {
  const { scope: kind, driverExternalId } = line;
  const driver = driverExternalId === undefined ? {} : findOne(people.drivers, driverExternalId);
  const groups = line.groups.map((name) => findOne(people.groups, name));
  const faults = [driver, ...groups].flatMap(({ why }) => why ?? []);
  if (faults.length > 0) return { why: faults.join('; ') };
  return {
    scope: {
      kind,
      ...(driver.id !== undefined && { driverId: driver.id }),
      ...(groups.length > 0 && { groupIds: groups.map(({ id }) => id) }),
    },
  };
}

function findOne({ what, idsByName }: Directory, name: string): Found {
  const [id, ...others] = idsByName.get(canonicalName(name)) ?? [];
  if (id === undefined) return { why: `the account has no ${what} "${name}"` };
  if (others.length === 0) return { id };
  return { why: `the account has ${others.length + 1} of the ${what} "${name}"` };
}
