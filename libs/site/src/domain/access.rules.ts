import { type DriverFacts } from '@chargebook/driver/contracts';
import { type GroupFacts, isGroupOf } from '@chargebook/group/contracts';

import { type Scope } from './charger.events';

/** Why a driver sees and may start what he does, as one word each. */
export const ACCESS_REASONS = [
  'open-to-anyone',
  'its-driver',
  'of-the-account',
  'of-a-group',
  'of-the-operator',
  'charger-retired',
  'site-inactive',
  'closed',
  'driver-missing',
  'driver-unknown',
  'driver-blocked',
  'not-its-driver',
  'not-of-the-account',
  'not-of-a-group',
] as const;
export type AccessReason = (typeof ACCESS_REASONS)[number];

export interface Access {
  /** Whether the app shows it. */
  readonly see: boolean;
  readonly start: boolean;
  readonly reason: AccessReason;
}

/** A driver with what his stream says of him. */
export interface AskingDriver extends Pick<DriverFacts, 'accountId' | 'isBlocked' | 'groupIds'> {
  readonly id: string;
}

/** `anonymous`: nobody says who he is. `unknown`: whom he names is no driver of the operator. */
export type Asking = AskingDriver | 'anonymous' | 'unknown';

export interface AskedCharger {
  readonly status: 'active' | 'retired';
  readonly scope: Scope;
}

export interface AccessCase {
  readonly charger: AskedCharger;
  readonly site: { readonly accountId: string; readonly isActive: boolean };
  readonly asking: Asking;
  /** What their streams say of the groups that may matter; one that is not here is none. */
  readonly groups: ReadonlyMap<string, Readonly<GroupFacts>>;
}

const NOBODY = { see: false, start: false } as const;

/**
 * RULES "Scope and access", with 3 (who is lost to a charger has no way in, be its scope mended or
 * not; who is blocked starts nothing, but that an open charger knows no driver), 5 (an
 * inactive site's chargers are seen as before, and none is usable) and 11. Whatever is not known is
 * refused.
 */
export function accessTo(asked: AccessCase): Access {
  const { charger, site } = asked;
  if (charger.status === 'retired') return { ...NOBODY, reason: 'charger-retired' };
  const byScope = byScopeAlone(asked);
  return site.isActive ? byScope : { ...byScope, start: false, reason: 'site-inactive' };
}

function byScopeAlone(asked: AccessCase): Access {
  const { charger, asking } = asked;
  const { kind } = charger.scope;
  if (kind === 'open') return { see: false, start: true, reason: 'open-to-anyone' };
  if (kind === 'closed') return { ...NOBODY, reason: 'closed' };
  if (asking === 'anonymous') return { ...NOBODY, reason: 'driver-missing' };
  if (asking === 'unknown') return { ...NOBODY, reason: 'driver-unknown' };
  const members = MEMBERS[kind];
  if (!members.isMember(asked, asking)) return { ...NOBODY, reason: members.out };
  if (asking.isBlocked) return { see: true, start: false, reason: 'driver-blocked' };
  return { see: true, start: true, reason: members.in };
}

type Members = {
  readonly [Kind in 'private' | 'account' | 'groups' | 'public']: {
    readonly in: AccessReason;
    readonly out: AccessReason;
    isMember(asked: AccessCase, driver: AskingDriver): boolean;
  };
};

const MEMBERS: Members = {
  private: {
    in: 'its-driver',
    out: 'not-its-driver',
    isMember: (asked, driver) =>
      isOfAccount(asked, driver) && driver.id === driverOf(asked.charger.scope),
  },
  account: { in: 'of-the-account', out: 'not-of-the-account', isMember: isOfAccount },
  groups: {
    in: 'of-a-group',
    out: 'not-of-a-group',
    isMember: (asked, driver) =>
      groupsOf(asked.charger.scope).some((groupId) => isIn(groupId, asked, driver)),
  },
  public: { in: 'of-the-operator', out: 'driver-unknown', isMember: () => true },
};

function isOfAccount({ site }: AccessCase, driver: AskingDriver): boolean {
  return driver.accountId === site.accountId;
}

function driverOf(scope: Scope): string | undefined {
  return scope.kind === 'private' ? scope.driverId : undefined;
}

function groupsOf(scope: Scope): readonly string[] {
  return scope.kind === 'groups' ? scope.groupIds : [];
}

/** A group that was moved away from the driver or from the charger is lost to either. */
function isIn(groupId: string, { groups, site }: AccessCase, driver: AskingDriver): boolean {
  const group = groups.get(groupId);
  if (group === undefined || !driver.groupIds.includes(groupId)) return false;
  return isGroupOf(site.accountId, group) && isGroupOf(driver.accountId ?? '', group);
}
