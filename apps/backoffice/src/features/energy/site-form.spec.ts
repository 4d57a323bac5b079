import { changesBetween, fieldsApart, picked, typedAlone } from '../../lib/form-changes';
import {
  EMPTY_SITE,
  type KnownSite,
  newSiteBodyOf,
  type SitePatch,
  sitePatchOf,
  saidOfSite,
  type SiteValues,
  siteValuesOf,
  siteWayBack,
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

/** What saving the form and taking that back sends. */
function thereAndBack(parts: object): {
  there: SitePatch | undefined;
  back: SitePatch | undefined;
} {
  const began = siteValuesOf(SITE);
  const names = Object.keys(changesBetween(began, typed(parts), saidOfSite));
  const there = sitePatchOf(typed(parts), SITE);
  const address = { ...SITE.address, ...there?.address };
  const saved = { ...SITE, ...there, address } as KnownSite;
  const before = siteWayBack(picked(began, names as (keyof SiteValues)[]));
  const back = before && sitePatchOf({ ...siteValuesOf(saved), ...before }, saved);
  return { there, back };
}

describe('The form of a site', () => {
  it('asks for nothing when nothing was changed', () => {
    expect(sitePatchOf(siteValuesOf(SITE), SITE)).toEqual({});
    const bare = { ...SITE, location: null, offlineAllocationAmps: null, energyManagement: false };
    expect(sitePatchOf(siteValuesOf(bare), { ...bare, delayedCharging: false })).toEqual({});
  });

  it('sends what differs, of an address its members, and knows the way back', () => {
    const { address } = siteValuesOf(SITE);
    const { there, back } = thereAndBack({
      name: ' Harbour ',
      address: { ...address, region: ' ', postalCode: '12207' },
      location: { latitude: '', longitude: '' },
    });
    expect(there).toEqual({
      name: 'Harbour',
      address: { region: null, postalCode: '12207' },
      location: null,
    });
    expect(back).toEqual({
      name: 'Harbour Garage',
      address: { region: 'NY', postalCode: null },
      location: SITE.location,
    });
  });

  it('switches delayed charging off with energy management, and back on with it', () => {
    const { there, back } = thereAndBack({ energyManagement: false });
    expect(there).toEqual({ energyManagement: false, delayedCharging: false });
    expect(back).toEqual({ energyManagement: true, delayedCharging: true });
  });

  it('has delayed charging and what it takes for one thing', () => {
    const began = typed({ delayedCharging: false });
    const theirs = { ...began, energyManagement: false };
    const mine = { ...began, delayedCharging: true };
    const apart = fieldsApart(began, { theirs, typed: mine }, saidOfSite);
    expect(apart.every(({ isTyped, isTheirs }) => isTyped && isTheirs)).toBe(true);
    expect(typedAlone(mine, apart)).toEqual({});
  });

  it('gives a reason with a change of state alone, and knows no way back to inactive', () => {
    const reason = ' Closed for the winter ';
    expect(sitePatchOf(typed({ reason }), SITE)).toEqual({});
    const { there, back } = thereAndBack({ active: false, reason });
    expect(there).toEqual({ active: false, reason: 'Closed for the winter' });
    expect(back).toEqual({ active: true });
    expect(siteWayBack({ active: false })).toBeUndefined();
  });

  it('says the same however it is typed', () => {
    const location = { latitude: '42,6526°', longitude: ' -73.7562' };
    const same = typed({
      name: 'Harbour Garage ',
      location,
      offlineAllocationAmps: '6 A',
      reason: 'x',
    });
    expect(changesBetween(siteValuesOf(SITE), same, saidOfSite)).toEqual({});
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
