import { isAllocationInRange, LIMIT_RANGE, toAmps } from './amps.rules';
import { type ChargerChange, hasAllocation, hasLimit, overrideSet } from './charger-change.rules';
import { type ChargerState } from './charger.state';
import { refuseIf } from './judgement.rules';
import { ratePlanIsAvailable } from './rate-plan.rules';
import { type Rule } from './rejections.rules';

const ALLOCATION = '/overrides/offlineAllocation';

export const aNewChargerHasNoOverrides: Rule<ChargerChange> = ({ was, asked }) => {
  const isNew = was === undefined;
  const isSetting = Object.values(asked.overrides ?? {}).some((override) => override);
  return refuseIf(isNew && isSetting, () => ({
    code: 'overrides-not-allowed-on-add',
    pointer: '/overrides',
  }));
};

export const ownAllocationIsInRange: Rule<ChargerChange> = (change) => {
  const override = overrideSet(change, 'offlineAllocation');
  if (override === undefined) return [];
  return refuseIf(!isAllocationInRange(override.amps), () => ({
    code: 'offline-allocation-out-of-range',
    pointer: `${ALLOCATION}/amps`,
    offlineAllocationAmps: override.amps,
    ...LIMIT_RANGE,
  }));
};

/** RULES 18: also a limit that is lowered stays above the charger's own allocation. */
export const ownAllocationIsWithinTheLimit: Rule<ChargerChange> = (change) => {
  const { was, is } = change;
  const allocation = is.overrides.offlineAllocation;
  if (allocation === null || !hasLimit(change) || !hasAllocation(change)) return [];
  const isSet = overrideSet(change, 'offlineAllocation') !== undefined;
  const isEnlarged =
    overLimitTenths(is) > Math.max(0, was === undefined ? 0 : overLimitTenths(was));
  return refuseIf(isEnlarged, () => ({
    code: 'offline-allocation-exceeds-limit',
    pointer: isSet ? `${ALLOCATION}/amps` : '/limitAmps',
    offlineAllocationAmps: toAmps(allocation.tenths),
    limitAmps: toAmps(is.limitTenths),
  }));
};

function overLimitTenths({ overrides, limitTenths }: ChargerState): number {
  return (overrides.offlineAllocation?.tenths ?? 0) - limitTenths;
}

export const ownAllocationNeedsEnergyManagement: Rule<ChargerChange> = (change) => {
  const isSet = overrideSet(change, 'offlineAllocation') !== undefined;
  return refuseIf(isSet && !change.after.site.energyManagement.isOn, () => ({
    code: 'offline-allocation-needs-energy-management',
    pointer: ALLOCATION,
  }));
};

export const ownRatePlanIsAvailable: Rule<ChargerChange> = (change) => {
  const override = overrideSet(change, 'rate');
  if (override === undefined) return [];
  return ratePlanIsAvailable(change.facts, override.ratePlanId, '/overrides/rate/ratePlanId');
};

/** RULES 22: there is a delay to cancel; one that was cancelled before may lie dormant. */
export const aCancelledDelayIsTheSites: Rule<ChargerChange> = (change) => {
  const isSet = overrideSet(change, 'delay') !== undefined;
  return refuseIf(isSet && !change.after.site.delayedCharging.isOn, () => ({
    code: 'site-delay-off',
    pointer: '/overrides/delay',
  }));
};
