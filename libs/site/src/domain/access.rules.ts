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
 * RULES "Scope and access", with 3 (who is lost to a charger has no way in, whether or not its scope
 * was mended yet; who is blocked starts nothing, but that an open charger knows no driver), 5 (an
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
  const { isMember, reason } = membershipOf(asked, asking);
  if (!isMember) return { ...NOBODY, reason };
  if (asking.isBlocked) return { see: true, start: false, reason: 'driver-blocked' };
  return { see: true, start: true, reason };
}

interface Membership {
  readonly isMember: boolean;
  readonly reason: AccessReason;
}

function membershipOf(asked: AccessCase, driver: AskingDriver): Membership {
  const { scope } = asked.charger;
  const isOfAccount = driver.accountId === asked.site.accountId;
  switch (scope.kind) {
    case 'private':
      return isOfAccount && driver.id === scope.driverId
        ? { isMember: true, reason: 'its-driver' }
        : { isMember: false, reason: 'not-its-driver' };
    case 'account':
      return {
        isMember: isOfAccount,
        reason: isOfAccount ? 'of-the-account' : 'not-of-the-account',
      };
    case 'groups':
      return scope.groupIds.some((groupId) => isIn(groupId, asked, driver))
        ? { isMember: true, reason: 'of-a-group' }
        : { isMember: false, reason: 'not-of-a-group' };
    case 'public':
      return { isMember: true, reason: 'of-the-operator' };
    case 'open':
    case 'closed':
      return { isMember: false, reason: 'closed' };
  }
}

/** A group that was moved away from the driver or from the charger is lost to either. */
function isIn(groupId: string, { groups, site }: AccessCase, driver: AskingDriver): boolean {
  const group = groups.get(groupId);
  if (group === undefined || !driver.groupIds.includes(groupId)) return false;
  return isGroupOf(site.accountId, group) && isGroupOf(driver.accountId ?? '', group);
}
