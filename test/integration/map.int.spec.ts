import { randomUUID } from 'node:crypto';

import { type SiteEvent } from '@chargebook/site/contracts';

import { fillLog } from '../bench/book-log';
import { siteAdded } from '../bench/site-events';
import { eventually } from '../support/eventually';
import {
  addCharger,
  addSite,
  type Garage,
  granted,
  openGarage,
  retireCharger,
} from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(120_000);

let service: TestService;
let operator: Person;
let garage: Garage;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  garage = await openGarage(operator, { site: siteAt(51.92, 4.48, 'Rotterdam') });
});
afterAll(() => service.stop());

function siteAt(latitude: number, longitude: number, name: string): object {
  return { name, location: { latitude, longitude } };
}

async function map(query: string, atLeast: string, person = operator): Promise<Answer> {
  return granted(person('GET', `/v1/map?accountId=${garage.accountId}&${query}`, { atLeast }));
}

async function namesIn(box: string, atLeast: string): Promise<readonly string[]> {
  const { body } = await map(`box=${box}`, atLeast);
  const names: string[] = body.features.map(
    ({ properties }: { properties: { name: string } }) => properties.name,
  );
  return names.toSorted();
}

describe('The map', () => {
  it('is GeoJSON of the sites that have a location, with their chargers counted', async () => {
    await addSite(operator, garage.accountId, { name: 'Nowhere' });
    const publicly = { scope: { kind: 'public' } };
    const retired = await addCharger(operator, garage, publicly);
    await granted(retireCharger(operator, retired));
    await addCharger(operator, garage);
    await addCharger(operator, garage, publicly);
    const { position } = await addCharger(operator, garage, publicly);
    const answer = await map('', position);
    expect(answer.headers['content-type']).toBe('application/geo+json; charset=utf-8');
    expect(answer.position >= position).toBe(true);
    expect(answer.body).toEqual({
      type: 'FeatureCollection',
      truncated: false,
      features: [
        {
          type: 'Feature',
          id: garage.siteId,
          geometry: { type: 'Point', coordinates: [4.48, 51.92] },
          properties: {
            siteId: garage.siteId,
            accountId: garage.accountId,
            name: 'Rotterdam',
            active: true,
            chargerCount: 3,
            publicChargerCount: 2,
          },
        },
      ],
    });
  });

  it('shows an inactive site as such, with nothing of it on the public map', async () => {
    const body = { active: false, reason: 'Works' };
    const url = `/v1/sites/${garage.siteId}`;
    const { etag: ifMatch } = await granted(operator('GET', url));
    const closed = await granted(operator('PATCH', url, { body, ifMatch }));
    expect((await map('', closed.position)).body.features).toMatchObject([
      { properties: { active: false, chargerCount: 3, publicChargerCount: 0 } },
    ]);
    const again = { body: { active: true }, ifMatch: closed.etag };
    const { position } = await granted(operator('PATCH', url, again));
    expect((await map('', position)).body.features).toMatchObject([
      { properties: { active: true, publicChargerCount: 2 } },
    ]);
  });

  it('follows a site that moves, and forgets one that has no place any more', async () => {
    const site = await addSite(operator, garage.accountId, siteAt(10, 10, 'Moving'));
    const url = `/v1/sites/${site.body.id}`;
    const location = { latitude: 20, longitude: 20 };
    const moved = await granted(operator('PATCH', url, { body: { location }, ifMatch: site.etag }));
    expect(await namesIn('9,9,11,11', moved.position)).toEqual([]);
    expect(await namesIn('19,19,21,21', moved.position)).toEqual(['Moving']);
    const removed = await granted(
      operator('PATCH', url, { body: { location: null }, ifMatch: moved.etag }),
    );
    expect(await namesIn('19,19,21,21', removed.position)).toEqual([]);
  });

  describe('of a box', () => {
    let position: string;

    beforeAll(async () => {
      const { accountId } = garage;
      await addSite(operator, accountId, siteAt(-18.1, 178.4, 'Suva'));
      await addSite(operator, accountId, siteAt(-13.8, -171.8, 'Apia'));
      await addSite(operator, accountId, siteAt(90, 180, 'Pole'));
      ({ position } = await addSite(operator, accountId, siteAt(0, 0, 'Null Island')));
    });

    it.each([
      ['0,0,10,60', ['Null Island', 'Rotterdam']],
      ['4.48,51.92,4.48,51.92', ['Rotterdam']],
      ['4.481,51,5,52', []],
      ['-180,-90,180,90', ['Apia', 'Null Island', 'Pole', 'Rotterdam', 'Suva']],
      ['170,-30,-170,0', ['Apia', 'Suva']],
      ['178.5,-30,-170,0', ['Apia']],
      ['170,-30,-171.9,0', ['Suva']],
      ['180,89,-180,90', ['Pole']],
    ])('%s has what lies in it', async (box, names) => {
      expect(await namesIn(box, position)).toEqual(names);
    });

    it.each([
      '',
      '1,2,3',
      '1,2,3,4,5',
      '1,2,3,north',
      '1,2,3,',
      '1e1,2,3,4',
      'NaN,0,0,0',
      '-181,0,0,1',
      '0,0,180.5,1',
      '0,-91,1,0',
      '0,0,1,90.1',
      '0,2,1,1',
      ' 0,0,1,1',
    ])('"%s" is none', async (box) => {
      const answer = await operator('GET', `/v1/map?box=${encodeURIComponent(box)}`);
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'validation-failed', errors: [{ pointer: '/box' }] },
      });
    });
  });

  it('shows nobody what he may not see', async () => {
    const other = await openGarage(operator, { site: siteAt(1, 1, 'Other') });
    const mine = await service.person({ [other.accountId]: ['viewer'] });
    const { body } = await granted(mine('GET', '/v1/map', { atLeast: other.position }));
    expect(body.features).toMatchObject([{ id: other.siteId }]);
    expect(await mine('GET', `/v1/map?accountId=${garage.accountId}`)).toMatchObject({
      status: 404,
    });
    const nobody = await service.person({});
    expect((await granted(nobody('GET', '/v1/map'))).body.features).toEqual([]);
  });

  it('says when it shows only a part', async () => {
    const { accountId } = await openGarage(operator);
    const crowd = await service.person({ [accountId]: ['viewer'] });
    const { position } = await addCrowd(accountId, 5_001);
    // So many take a busy machine longer than one request waits.
    const { body } = await eventually(
      () => granted(crowd('GET', '/v1/map', { atLeast: position })),
      60_000,
    );
    expect(body.truncated).toBe(true);
    expect(body.features).toHaveLength(5_000);
    const latitudes: number[] = body.features.map(
      ({ geometry }: { geometry: { coordinates: readonly number[] } }) => geometry.coordinates[1],
    );
    // An even pick, not those of one corner.
    expect(Math.max(...latitudes) - Math.min(...latitudes)).toBeGreaterThan(45);
    const half = await granted(crowd('GET', '/v1/map?box=-180,0,180,24.9'));
    expect(half.body.truncated).toBe(false);
    expect(half.body.features.length).toBeGreaterThan(2_400);
  });
});

/** Sites along a meridian, written straight into the log. */
async function addCrowd(accountId: string, count: number): Promise<{ readonly position: string }> {
  const streams = Array.from({ length: count }, (_, number) => {
    const id = randomUUID();
    const added = siteAdded({ id, accountId, name: `Site ${number}` });
    const location = { latitude: number / 100, longitude: 0 };
    const event = { ...added, data: { ...added.data, location } } as SiteEvent;
    return { category: 'site', id, accountId, events: [event] } as const;
  });
  await fillLog(service.store, streams);
  return { position: await service.store.head() };
}
