import { isAllocationInRange, LIMIT_RANGE } from './amps.rules';
import { findLimitBreach } from './charger-limits.rules';
import { refuseIf } from './judgement.rules';
import { evLimitRejections } from './panel.rules';
import { findOfflineExcess, findOversubscription } from './panel-sums.rules';
import { ratePlanIsAvailable } from './rate-plan.rules';
import { type Rule } from './rejections.rules';
import { allocationGiven, gives, type SiteChange } from './site-change.rules';

const FACTOR = '/continuousLoadFactor';
const MANAGEMENT = '/energyManagement';
const ALLOCATION = '/offlineAllocationAmps';

/** A location that is merged from parts has both of them. */
const locationIsWhole: Rule<SiteChange> = ({ is }) => {
  if (is.location === null) return [];
  const { latitude, longitude } = is.location as Partial<typeof is.location>;
  return refuseIf(latitude === undefined || longitude === undefined, () => ({
    code: 'location-incomplete',
    pointer: latitude === undefined ? '/location/latitude' : '/location/longitude',
  }));
};

/** RULES 5. */
const deactivationHasAReason: Rule<SiteChange> = ({ events, reason }) => {
  const isDeactivation = events.some(({ type }) => type === 'SiteDeactivated');
  return refuseIf(isDeactivation && !reason?.trim(), () => ({
    code: 'reason-required',
    pointer: '/reason',
  }));
};

const evLimitsAreWithinTheUsable: Rule<SiteChange> = (change) => evLimitRejections(change, FACTOR);

const panelsCarryEveryLimit: Rule<SiteChange> = (change) => {
  const breach = findLimitBreach(change);
  return breach === undefined ? [] : [{ code: 'limit-exceeds-panel', pointer: FACTOR, ...breach }];
};

const noPanelIsOversubscribed: Rule<SiteChange> = (change) => {
  const excess = findOversubscription(change);
  if (excess === undefined) return [];
  const pointer = gives(change, 'EnergyManagementDisabled') ? MANAGEMENT : FACTOR;
  return [{ code: 'oversubscribed-without-energy-management', pointer, ...excess }];
};

const panelsCarryTheOfflineSum: Rule<SiteChange> = (change) => {
  const excess = isAllocationKnown(change) ? findOfflineExcess(change) : undefined;
  if (excess === undefined) return [];
  const pointer = offlineCause(change);
  return [{ code: 'offline-allocation-exceeds-panel', pointer, ...excess }];
};

/** False when an allocation that is missing or out of its range leaves nothing to add up. */
function isAllocationKnown(change: SiteChange): boolean {
  const given = allocationGiven(change);
  const isOutOfRange = typeof given === 'number' && !isAllocationInRange(given);
  return !isOutOfRange && change.is.offlineAllocation.tenths !== null;
}

function offlineCause(change: SiteChange): string {
  if (gives(change, 'OfflineAllocationChanged')) return ALLOCATION;
  return gives(change, 'EnergyManagementEnabled') ? MANAGEMENT : FACTOR;
}

const managementHasAnOfflineAllocation: Rule<SiteChange> = (change) => {
  const { energyManagement, offlineAllocation } = change.is;
  const isMissing = energyManagement.isOn && offlineAllocation.tenths === null;
  const isAskedFor = gives(change, 'EnergyManagementEnabled', 'OfflineAllocationChanged');
  return refuseIf(isMissing && isAskedFor, () => ({
    code: 'offline-allocation-required',
    pointer: ALLOCATION,
  }));
};

const offlineAllocationIsInRange: Rule<SiteChange> = (change) => {
  const amps = allocationGiven(change);
  if (amps === undefined || amps === null) return [];
  return refuseIf(!isAllocationInRange(amps), () => ({
    code: 'offline-allocation-out-of-range',
    pointer: ALLOCATION,
    offlineAllocationAmps: amps,
    ...LIMIT_RANGE,
  }));
};

const memberRateIsAvailable: Rule<SiteChange> = (change) => {
  const { ratePlanId } = change.is.memberRate;
  if (ratePlanId === null || !gives(change, 'MemberRateChanged')) return [];
  return ratePlanIsAvailable(change.facts, ratePlanId, '/memberRatePlanId');
};

/** RULES 22, also when energy management goes and the delay stays. */
const delayedChargingIsManaged: Rule<SiteChange> = (change) => {
  const { energyManagement, delayedCharging } = change.is;
  const isUnmanaged = delayedCharging.isOn && !energyManagement.isOn;
  const isDelayNew = gives(change, 'DelayedChargingEnabled');
  return refuseIf(isUnmanaged && (isDelayNew || gives(change, 'EnergyManagementDisabled')), () => ({
    code: 'delayed-charging-needs-energy-management',
    pointer: isDelayNew ? '/delayedCharging' : MANAGEMENT,
  }));
};

/** In the order of RULES.md. */
export const SITE_RULES: readonly Rule<SiteChange>[] = [
  locationIsWhole,
  deactivationHasAReason,
  evLimitsAreWithinTheUsable,
  panelsCarryEveryLimit,
  noPanelIsOversubscribed,
  panelsCarryTheOfflineSum,
  managementHasAnOfflineAllocation,
  offlineAllocationIsInRange,
  memberRateIsAvailable,
  delayedChargingIsManaged,
];
