import { type ChargerFacts, type ScopeInput } from './charger.commands';
import { type Scope } from './charger.events';
import { type ChargerChange, gives } from './charger-change.rules';
import { refuseIf } from './judgement.rules';
import { type Rule } from './rejections.rules';

const MAXIMUM_GROUPS = 100;

/** The scope that was asked for, with the payload of its kind alone. */
export function scopeOf({ kind, driverId, groupIds }: ScopeInput): Scope {
  if (kind === 'private') return { kind, driverId: driverId ?? '' };
  if (kind === 'groups') return { kind, groupIds: groupIds ?? [] };
  return { kind };
}

/** RULES 3: what is left when a driver or group is lost; the very same where it names neither. */
export function scopeWithout(scope: Scope, lostId: string): Scope {
  if (scope.kind === 'private') return scope.driverId === lostId ? { kind: 'closed' } : scope;
  if (scope.kind !== 'groups' || !scope.groupIds.includes(lostId)) return scope;
  const groupIds = scope.groupIds.filter((groupId) => groupId !== lostId);
  return groupIds.length === 0 ? { kind: 'closed' } : { kind: 'groups', groupIds };
}

/** True when the charger has that very scope; the order of groups says nothing. */
export function isSameScope(asked: ScopeInput, stored: Scope): boolean {
  const driverId = stored.kind === 'private' ? stored.driverId : undefined;
  const groupIds = stored.kind === 'groups' ? stored.groupIds : undefined;
  return (
    asked.kind === stored.kind && asked.driverId === driverId && isSameSet(asked.groupIds, groupIds)
  );
}

function isSameSet(
  asked: readonly string[] | undefined,
  stored: readonly string[] | undefined,
): boolean {
  if (asked === undefined || stored === undefined) return asked === stored;
  const isDoubled = new Set(asked).size !== asked.length;
  return !isDoubled && asked.length === stored.length && asked.every((id) => stored.includes(id));
}

function isPayloadOfKind({ kind, driverId, groupIds }: ScopeInput): boolean {
  const isPrivate = kind === 'private';
  const isGroups = kind === 'groups';
  if (isPrivate !== (driverId !== undefined) || isGroups !== (groupIds !== undefined)) return false;
  if (groupIds === undefined) return true;
  const isDoubled = new Set(groupIds).size !== groupIds.length;
  return !isDoubled && groupIds.length >= 1 && groupIds.length <= MAXIMUM_GROUPS;
}

export const scopeHasThePayloadOfItsKind: Rule<ChargerChange> = (change) => {
  const asked = scopeAsked(change);
  if (asked === undefined) return [];
  return refuseIf(!isPayloadOfKind(asked), () => ({
    code: 'scope-payload-invalid',
    pointer: '/scope',
    kind: asked.kind,
  }));
};

export const driverBelongsToTheAccount: Rule<ChargerChange> = (change) => {
  const named = driverNamed(change);
  if (named === undefined) return [];
  const isOurs = named.driver?.accountId === change.before.site.accountId;
  return refuseIf(!isOurs, () => ({
    code: 'driver-not-found',
    pointer: '/scope/driverId',
    driverId: named.driverId,
  }));
};

export const driverIsNotBlocked: Rule<ChargerChange> = (change) => {
  const named = driverNamed(change);
  if (named?.driver?.accountId !== change.before.site.accountId) return [];
  return refuseIf(named.driver.isBlocked, () => ({
    code: 'driver-blocked',
    pointer: '/scope/driverId',
    driverId: named.driverId,
  }));
};

export const groupsServeTheAccount: Rule<ChargerChange> = (change) => {
  const asked = scopeAsked(change);
  if (asked?.groupIds === undefined || !isPayloadOfKind(asked)) return [];
  return asked.groupIds.flatMap((groupId, index) =>
    refuseIf(!servesAccount(change.facts, groupId, change.before.site.accountId), () => ({
      code: 'group-not-found',
      pointer: `/scope/groupIds/${index}`,
      groupId,
    })),
  );
};

/** RULES 4: a change to open or public says why; an add with that scope need not. */
export const openingAChargerHasAReason: Rule<ChargerChange> = (change) => {
  const asked = change.was === undefined ? undefined : scopeAsked(change);
  const isOpening = asked?.kind === 'open' || asked?.kind === 'public';
  return refuseIf(isOpening && !change.reason?.trim(), () => ({
    code: 'reason-required',
    pointer: '/reason',
  }));
};

/** RULES 5: an inactive site takes no new charger and no change to public. */
export const inactiveSiteOpensNothing: Rule<ChargerChange> = (change) => {
  if (change.before.site.isActive) return [];
  const isNew = change.was === undefined;
  const isMadePublic = scopeAsked(change)?.kind === 'public';
  return refuseIf(isNew || isMadePublic, () => ({
    code: 'site-inactive',
    pointer: isNew ? '' : '/scope',
  }));
};

/** The scope that the command gives, undefined when the charger has it already. */
function scopeAsked(change: ChargerChange): ScopeInput | undefined {
  return gives(change, 'ScopeChanged') ? change.asked.scope : undefined;
}

function driverNamed(change: ChargerChange) {
  const asked = scopeAsked(change);
  if (asked?.driverId === undefined || !isPayloadOfKind(asked)) return undefined;
  return { driverId: asked.driverId, driver: change.facts.drivers[asked.driverId] };
}

/** RULES 2: a group of all accounts, or of this one. */
function servesAccount(facts: ChargerFacts, groupId: string, accountId: string): boolean {
  const group = facts.groups[groupId];
  if (group === undefined || group === null) return false;
  return group.accountId === null || group.accountId === accountId;
}
