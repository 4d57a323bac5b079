import {
  addCharger,
  addPanel,
  addSite,
  chargerIdentity,
  editCharger,
  editSite,
  eventsOf,
  MANAGED_SITE,
  panelId,
  recorded,
} from '../testing';
import { needsAttention, siteNeedsAttention } from './attention.rules';
import { displayName, effectiveOf, secureCharging } from './effective.rules';
import { loadOfAlike, loadsBelow, NO_LOAD } from './electrical-load.rules';
import { siteAggregate } from './site.decider';
import { type SiteCommand } from './site.commands';
import { exists, type SiteState } from './site.state';

const START: readonly SiteCommand[] = [
  addSite({ ...MANAGED_SITE, delayedCharging: true }),
  addPanel('Main', { evLimit: { kind: 'fixed', amps: 20 } }),
  addPanel('Pod', { parentPanelId: panelId('Main'), evLimit: { kind: 'fixed', amps: 20 } }),
  addCharger('CA-1', { panelId: panelId('Pod') }),
];
const plans = { ratePlans: { plan: { isArchived: false } } };
const overridden = editCharger(
  'CA-1',
  {
    overrides: {
      rate: { ratePlanId: 'plan' },
      delay: { cancelled: true },
      offlineAllocation: { amps: 8 },
    },
  },
  plans,
);

/** The first commands were anna's at T1, those after were bert's at T2. */
function stateAfter(...later: readonly SiteCommand[]): SiteState {
  const first = eventsOf(...START);
  const all = eventsOf(...START, ...later).slice(first.length);
  const state = siteAggregate.decider.initial();
  const events = [...recorded(first, 'T1', 'anna'), ...recorded(all, 'T2', 'bert')];
  for (const event of events) siteAggregate.decider.evolve(state, event);
  return state;
}

function effectiveAfter(...later: readonly SiteCommand[]) {
  const state = stateAfter(...later);
  const charger = state.chargers.get(chargerIdentity('CA-1'));
  if (charger === undefined || !exists(state)) throw new Error('the charger was added');
  return effectiveOf(charger, state.site, state.panels);
}

describe('the effective values of a charger', () => {
  const bySite = { source: 'site', since: 'T1', by: 'anna' };
  const byOverride = { source: 'override', since: 'T2', by: 'bert' };

  it('are the site’s where it has none of its own, with whom they are from', () => {
    expect(effectiveAfter()).toEqual({
      limit: { amps: 20, bindingPanelId: panelId('Pod') },
      rate: { ratePlanId: null, ...bySite },
      delay: { delayed: true, ...bySite },
      offlineAllocation: { amps: 6, ...bySite },
    });
  });

  it('are its own where it has them', () => {
    expect(effectiveAfter(overridden)).toMatchObject({
      rate: { ratePlanId: 'plan', ...byOverride },
      delay: { delayed: false, ...byOverride },
      offlineAllocation: { amps: 8, ...byOverride },
    });
  });

  it('leave a cancelled delay dormant while the site delays nothing', () => {
    const { delay } = effectiveAfter(overridden, editSite({ delayedCharging: false }));
    expect(delay).toEqual({ delayed: false, source: 'site', since: 'T2', by: 'bert' });
  });

  it('have no offline figure while energy management is off', () => {
    const wide = { evLimit: null };
    const open = ['Main', 'Pod'].map(
      (name) => ({ type: 'EditPanel', panelId: panelId(name), patch: wide }) as const,
    );
    const off = editSite({ energyManagement: false, delayedCharging: false });
    const { offlineAllocation, limit } = effectiveAfter(overridden, ...open, off);
    expect(offlineAllocation).toEqual({ amps: null, source: 'site', since: 'T2', by: 'bert' });
    expect(limit).toEqual({ amps: 32, bindingPanelId: null });
  });

  it('name no panel where its own limit is as low', () => {
    const { limit } = effectiveAfter(editCharger('CA-1', { limitAmps: 20 }));
    expect(limit).toEqual({ amps: 20, bindingPanelId: null });
  });
});

describe('what is shown of a charger', () => {
  it('is its alias, else its Charger ID', () => {
    expect(displayName({ alias: 'Bay 1', chargerId: 'CA-1' })).toBe('Bay 1');
    expect(displayName({ alias: null, chargerId: 'CA-1' })).toBe('CA-1');
  });

  it('is secure for every scope but open', () => {
    expect(secureCharging({ kind: 'open' })).toBe(false);
    expect(secureCharging({ kind: 'closed' })).toBe(true);
    expect(secureCharging({ kind: 'public' })).toBe(true);
  });

  it('asks for attention where what it was given is gone', () => {
    const now = { hasPayterIntegration: false, isRatePlanArchived: () => true };
    const charger = {
      status: 'active' as const,
      paymentTerminals: [{ connector: 1, terminalId: 'T-1' }],
      overrides: { rate: { ratePlanId: 'plan' } },
    };
    const codes = ['payment-integration-missing', 'rate-plan-archived'];
    expect(needsAttention(charger, now).map(({ code }) => code)).toEqual(codes);
    expect(needsAttention({ ...charger, status: 'retired' }, now)).toEqual([]);
    const well = { hasPayterIntegration: true, isRatePlanArchived: () => false };
    expect(needsAttention(charger, well)).toEqual([]);
    const member = { memberRate: { ratePlanId: 'plan' } };
    expect(siteNeedsAttention(member, now)).toMatchObject([{ code: 'rate-plan-archived' }]);
  });
});

describe('the loads of panels', () => {
  it('are the same from the leaves as kept event by event', () => {
    const state = stateAfter(overridden, addCharger('CA-2', { limitAmps: 16 }));
    if (!exists(state)) throw new Error('the site was added');
    const anew = loadsBelow(state.site, state.panels, state.chargers.values());
    const kept = new Map([...state.panels.values()].map(({ id, load }) => [id, load]));
    expect(anew).toEqual(kept);
    expect(anew.get(panelId('Main'))).toEqual({
      subscribedTenths: 480,
      offlineTenths: 140,
      chargerCount: 2,
    });
  });

  it('are the same from chargers that are counted by what they add', () => {
    const site = { offlineAllocation: { tenths: 60 } };
    const alike = [
      { limitTenths: 320, allocationTenths: null, count: 3 },
      { limitTenths: 320, allocationTenths: 100, count: 1 },
      { limitTenths: 40, allocationTenths: null, count: 2 },
    ];
    expect(loadOfAlike(site, alike)).toEqual({
      subscribedTenths: 1_360,
      offlineTenths: 3 * 60 + 100 + 2 * 40,
      chargerCount: 6,
    });
    expect(loadOfAlike(site, [])).toEqual(NO_LOAD);
  });
});
