import {
  EMPTY_SITE,
  type KnownSite,
  newSiteBodyOf,
  sitePatchBack,
  sitePatchOf,
  siteValuesOf,
} from './site-form';

const SITE: KnownSite = {
  name: 'Harbour Garage',
  address: { line1: '1 Harbour Street', city: 'Albany', region: 'NY', country: 'USA' },
  location: { latitude: 42.6526, longitude: -73.7562 },
  timeZone: 'America/New_York',
  type: null,
  description: null,
  externalId: 'HARBOUR-1',
  memberRatePlanId: null,
  continuousLoadFactor: 0.8,
  energyManagement: true,
  offlineAllocationAmps: 6,
  delayedCharging: true,
  active: true,
};

const typed = (parts: object) => ({ ...siteValuesOf(SITE), ...parts });

describe('The form of a site', () => {
  it('asks for nothing when nothing was changed', () => {
    expect(sitePatchOf(siteValuesOf(SITE), SITE)).toEqual({});
    const bare = { ...SITE, location: null, offlineAllocationAmps: null, energyManagement: false };
    expect(sitePatchOf(siteValuesOf(bare), { ...bare, delayedCharging: false })).toEqual({});
  });

  it('sends what differs, of an address its members, and knows the way back', () => {
    const { address } = siteValuesOf(SITE);
    const patch = sitePatchOf(
      typed({
        name: ' Harbour ',
        address: { ...address, region: ' ', postalCode: '12207' },
        location: { latitude: '', longitude: '' },
      }),
      SITE,
    );
    expect(patch).toEqual({
      name: 'Harbour',
      address: { region: null, postalCode: '12207' },
      location: null,
    });
    expect(sitePatchBack(patch ?? {}, SITE)).toEqual({
      name: 'Harbour Garage',
      address: { region: 'NY', postalCode: null },
      location: SITE.location,
    });
  });

  it('switches delayed charging off with energy management', () => {
    expect(sitePatchOf(typed({ energyManagement: false }), SITE)).toEqual({
      energyManagement: false,
      delayedCharging: false,
    });
  });

  it('gives a reason with a change of state alone, and knows no way back to inactive', () => {
    const reason = ' Closed for the winter ';
    expect(sitePatchOf(typed({ reason }), SITE)).toEqual({});
    const patch = sitePatchOf(typed({ active: false, reason }), SITE);
    expect(patch).toEqual({ active: false, reason: 'Closed for the winter' });
    expect(sitePatchBack(patch ?? {}, SITE)).toEqual({ active: true });
    expect(sitePatchBack({ active: true }, { ...SITE, active: false })).toBeUndefined();
  });

  it('is not complete with half a location, amps that are none, or a blank name', () => {
    const incomplete = [
      { location: { latitude: '42', longitude: '' } },
      { location: { latitude: '42', longitude: '200' } },
      { offlineAllocationAmps: 'six' },
      { name: ' ' },
      { timeZone: '' },
    ];
    for (const parts of incomplete) expect(sitePatchOf(typed(parts), SITE)).toBeUndefined();
  });
});

describe('The form of a new site', () => {
  const values = {
    ...EMPTY_SITE,
    name: 'Quay',
    address: { ...EMPTY_SITE.address, line1: '1 Quay', city: 'Rivertown', country: 'NLD' },
    timeZone: 'Europe/Amsterdam',
  };

  it('leaves the load factor to the country unless it was chosen', () => {
    expect(newSiteBodyOf(values)).not.toHaveProperty('continuousLoadFactor');
    expect(newSiteBodyOf(values)).not.toHaveProperty('active');
    const chosen = newSiteBodyOf({ ...values, continuousLoadFactor: 1 });
    expect(chosen).toMatchObject({ continuousLoadFactor: 1, location: null, type: null });
  });

  it('is not complete before it is filled in', () => {
    expect(newSiteBodyOf(EMPTY_SITE)).toBeUndefined();
  });
});
