import {
  addCharger,
  addPanel,
  addSite,
  editSite,
  eventsOf,
  MANAGED_SITE,
  NEW_SITE,
  NO_FACTS,
  panelId,
  SITE,
  site,
} from '../testing';

const ref = { siteId: SITE };
const book = eventsOf(addSite());
const managed = eventsOf(addSite(MANAGED_SITE));
const withPlans = {
  ...NO_FACTS,
  ratePlans: { plan: { isArchived: false }, old: { isArchived: true } },
};

describe('adding a site', () => {
  it.each([
    ['USA', 0.8],
    ['CAN', 0.8],
    ['NLD', 1],
  ])('in %s starts with the load factor %d', (country, continuousLoadFactor) => {
    const command = addSite({ ...NEW_SITE, address: { ...NEW_SITE.address, country } });
    expect(site.given().when(command).decision).toMatchObject({
      events: [{ type: 'SiteAdded', data: { continuousLoadFactor, energyManagement: false } }],
    });
  });

  it('lists all that refuses it', () => {
    const members = { offlineAllocationAmps: 5, delayedCharging: true, memberRatePlanId: 'old' };
    site
      .given()
      .when(addSite({ ...NEW_SITE, ...members }, withPlans))
      .rejects([
        {
          code: 'offline-allocation-out-of-range',
          pointer: '/offlineAllocationAmps',
          offlineAllocationAmps: 5,
          minimumAmps: 6,
          maximumAmps: 1000,
        },
        { code: 'rate-plan-archived', pointer: '/memberRatePlanId', ratePlanId: 'old' },
        { code: 'delayed-charging-needs-energy-management', pointer: '/delayedCharging' },
      ]);
  });

  it('with energy management needs an offline allocation', () => {
    site
      .given()
      .when(addSite({ ...NEW_SITE, energyManagement: true }))
      .rejects([{ code: 'offline-allocation-required', pointer: '/offlineAllocationAmps' }]);
  });
});

describe('editing a site', () => {
  it('merges address and location, and records what changed alone', () => {
    const address = {
      line1: '1 Quay Street',
      city: 'Rotterdam',
      region: null,
      postalCode: '3011',
      country: 'NLD',
    };
    const location = { latitude: 51.9, longitude: 4.5 };
    site
      .given(...book)
      .when(editSite({ name: 'Harbour Garage', address: { postalCode: '3011' }, location }))
      .accepts([{ type: 'SiteDetailsChanged', data: { ...ref, address, location } }]);
  });

  it('needs both parts of a location that was not there', () => {
    site
      .given(...book)
      .when(editSite({ location: { latitude: 51.9 } }))
      .rejects([{ code: 'location-incomplete', pointer: '/location/longitude' }]);
    const placed = eventsOf(addSite({ ...NEW_SITE, location: { latitude: 1, longitude: 2 } }));
    site
      .given(...placed)
      .when(editSite({ location: { latitude: 51.9 } }))
      .accepts([
        {
          type: 'SiteDetailsChanged',
          data: { ...ref, location: { latitude: 51.9, longitude: 2 } },
        },
      ]);
  });

  it('records each switch and setting by an event of its own', () => {
    const patch = {
      memberRatePlanId: 'plan',
      continuousLoadFactor: 0.8,
      offlineAllocationAmps: 6,
      energyManagement: true,
      delayedCharging: true,
    } as const;
    site
      .given(...book)
      .when(editSite(patch, undefined, withPlans))
      .accepts([
        { type: 'MemberRateChanged', data: { ...ref, ratePlanId: 'plan' } },
        { type: 'ContinuousLoadFactorChanged', data: { ...ref, continuousLoadFactor: 0.8 } },
        { type: 'OfflineAllocationChanged', data: { ...ref, offlineAllocationAmps: 6 } },
        { type: 'EnergyManagementEnabled', data: ref },
        { type: 'DelayedChargingEnabled', data: ref },
      ]);
  });

  it('is unchanged by values that it has', () => {
    const patch = { ...NEW_SITE, address: { city: 'Rotterdam' }, active: true, location: null };
    site
      .given(...book)
      .when(editSite(patch))
      .changesNothing();
  });

  it('keeps the load factor when the country changes', () => {
    const moved = site.given(...book).when(editSite({ address: { country: 'USA' } }));
    expect(moved.decision).toMatchObject({ events: [{ type: 'SiteDetailsChanged' }] });
  });

  it('needs a reason to deactivate it, and none to bring it back', () => {
    const refusal = { code: 'reason-required', pointer: '/reason' } as const;
    site
      .given(...book)
      .when(editSite({ active: false }))
      .rejects([refusal]);
    const deactivated = { type: 'SiteDeactivated', data: ref } as const;
    site
      .given(...book)
      .when(editSite({ active: false }, 'closed'))
      .accepts([deactivated]);
    site
      .given(...book, deactivated)
      .when(editSite({ active: true }))
      .accepts([{ type: 'SiteReactivated', data: ref }]);
  });

  it('cannot clear the offline allocation that energy management needs', () => {
    site
      .given(...managed)
      .when(editSite({ offlineAllocationAmps: null }))
      .rejects([{ code: 'offline-allocation-required', pointer: '/offlineAllocationAmps' }]);
  });

  it('cannot leave delayed charging behind when energy management goes', () => {
    const delayed = eventsOf(addSite({ ...MANAGED_SITE, delayedCharging: true }));
    const code = 'delayed-charging-needs-energy-management';
    const off = { energyManagement: false };
    site
      .given(...delayed)
      .when(editSite(off))
      .rejects([{ code, pointer: '/energyManagement' }]);
    site
      .given(...delayed)
      .when(editSite({ ...off, delayedCharging: false }))
      .accepts([
        { type: 'EnergyManagementDisabled', data: ref },
        { type: 'DelayedChargingDisabled', data: ref },
      ]);
  });

  it('names the first breached panel of the tree when the load factor falls', () => {
    const events = eventsOf(
      addSite(),
      addPanel('b', { ratedLimitAmps: 35 }),
      addPanel('A', { ratedLimitAmps: 35 }),
      addCharger('CA-1', { panelId: panelId('b') }),
      addCharger('CA-2', { panelId: panelId('A') }),
    );
    const found = site.given(...events).when(editSite({ continuousLoadFactor: 0.8 }));
    expect(found.decision).toMatchObject({
      rejections: [
        {
          code: 'limit-exceeds-panel',
          pointer: '/continuousLoadFactor',
          panelName: 'A',
          chargerId: 'CA-2',
        },
        { code: 'oversubscribed-without-energy-management', panelName: 'A', excessAmps: 4 },
      ],
    });
  });
});
