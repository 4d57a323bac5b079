import { type MappedSite } from '../../lib/site-map';
import { boundsOf, namedSites } from './map-sites';

const site = (name: string, longitude: number, latitude: number): MappedSite => ({
  type: 'Feature',
  id: name,
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  properties: {
    siteId: name,
    accountId: 'a',
    name,
    active: true,
    chargerCount: 2,
    publicChargerCount: 1,
  },
});

const SITES = [site('Site 10', 5, 52), site('Site 9', -122.9, 45.2), site('Harbour', 3, -33)];

describe('The sites of a map', () => {
  it('are listed by name, numbers by what they count', () => {
    const names = namedSites(SITES, '').map(({ id }) => id);
    expect(names).toEqual(['Harbour', 'Site 9', 'Site 10']);
    expect(namedSites(SITES, ' SITE 1').map(({ id }) => id)).toEqual(['Site 10']);
  });

  it('are all within their bounds', () => {
    expect(boundsOf(SITES)).toEqual([-122.9, -33, 5, 52]);
    expect(boundsOf([])).toBeUndefined();
  });

  it('may be as many as one answer holds', () => {
    const many = Array.from({ length: 5000 }, (_, index) => site(`s${index}`, index / 100, 1));
    expect(boundsOf(many)).toEqual([0, 1, 49.99, 1]);
  });
});
