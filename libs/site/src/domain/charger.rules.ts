import { isLimitInRange, LIMIT_RANGE } from './amps.rules';
import { type ChargerChange, gives, hasAllocation, hasLimit } from './charger-change.rules';
import { findLimitBreach } from './charger-limits.rules';
import { refuseIf } from './judgement.rules';
import {
  aCancelledDelayIsTheSites,
  aNewChargerHasNoOverrides,
  ownAllocationIsInRange,
  ownAllocationIsWithinTheLimit,
  ownAllocationNeedsEnergyManagement,
  ownRatePlanIsAvailable,
} from './override.rules';
import { findOfflineExcess, findOversubscription } from './panel-sums.rules';
import {
  accountHasThePaymentIntegration,
  connectorsInUseStay,
  terminalsHaveAConnector,
} from './payment-terminal.rules';
import { type Rule } from './rejections.rules';
import {
  driverBelongsToTheAccount,
  driverIsNotBlocked,
  groupsServeTheAccount,
  inactiveSiteOpensNothing,
  openingAChargerHasAReason,
  scopeHasThePayloadOfItsKind,
} from './scope.rules';

const limitIsInRange: Rule<ChargerChange> = (change) => {
  const { limitAmps } = change.asked;
  if (limitAmps === undefined || !gives(change, 'ChargerLimitChanged')) return [];
  return refuseIf(!isLimitInRange(limitAmps), () => ({
    code: 'limit-out-of-range',
    pointer: '/limitAmps',
    limitAmps,
    ...LIMIT_RANGE,
  }));
};

const panelIsOfThisSite: Rule<ChargerChange> = (change) =>
  refuseIf(gives(change, 'ChargerMoved') && change.panels.length === 0, () => ({
    code: 'panel-not-found',
    pointer: '/panelId',
    panelId: change.is.panelId,
  }));

const everyPanelAboveCarriesTheLimit: Rule<ChargerChange> = (change) => {
  const breach = hasLimit(change) ? findLimitBreach(change) : undefined;
  if (breach === undefined) return [];
  const { chargerId: _, ...figures } = breach;
  return [{ code: 'limit-exceeds-panel', pointer: causeOf(change), ...figures }];
};

const noPanelAboveIsOversubscribed: Rule<ChargerChange> = (change) => {
  const excess = hasLimit(change) ? findOversubscription(change) : undefined;
  if (excess === undefined) return [];
  const code = 'oversubscribed-without-energy-management';
  return [{ code, pointer: causeOf(change), ...excess }];
};

const everyPanelAboveCarriesTheOfflineSum: Rule<ChargerChange> = (change) => {
  const hasFigures = hasLimit(change) && hasAllocation(change);
  const excess = hasFigures ? findOfflineExcess(change) : undefined;
  if (excess === undefined) return [];
  const pointer = hasNewAllocation(change) ? '/overrides/offlineAllocation' : causeOf(change);
  return [{ code: 'offline-allocation-exceeds-panel', pointer, ...excess }];
};

/** The member that asked for more current, or for another panel to take it from. */
function causeOf(change: ChargerChange): string {
  return gives(change, 'ChargerLimitChanged') ? '/limitAmps' : '/panelId';
}

function hasNewAllocation({ was, is }: ChargerChange): boolean {
  return was !== undefined && was.overrides.offlineAllocation !== is.overrides.offlineAllocation;
}

/** In the order of RULES.md: the fields of the form, then the numbered rules. */
export const CHARGER_RULES: readonly Rule<ChargerChange>[] = [
  limitIsInRange,
  panelIsOfThisSite,
  scopeHasThePayloadOfItsKind,
  driverBelongsToTheAccount,
  driverIsNotBlocked,
  groupsServeTheAccount,
  connectorsInUseStay,
  accountHasThePaymentIntegration,
  terminalsHaveAConnector,
  aNewChargerHasNoOverrides,
  openingAChargerHasAReason,
  inactiveSiteOpensNothing,
  everyPanelAboveCarriesTheLimit,
  noPanelAboveIsOversubscribed,
  everyPanelAboveCarriesTheOfflineSum,
  ownAllocationIsInRange,
  ownAllocationIsWithinTheLimit,
  ownAllocationNeedsEnergyManagement,
  ownRatePlanIsAvailable,
  aCancelledDelayIsTheSites,
];
