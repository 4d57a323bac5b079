import { randomUUID } from 'node:crypto';

import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import {
  addCharger,
  addSite,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  openGarage,
  retireCharger,
} from '../support/garage';
import { allItems, type Item } from '../support/list-pages';
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
  garage = await openGarage(operator, { account: { name: 'Rivertown' } });
});
afterAll(() => service.stop());

async function activity(query: string, atLeast: string): Promise<readonly Item[]> {
  return (await granted(operator('GET', `/v1/activity?${query}`, { atLeast }))).body.items;
}

async function ofThing(id: string, atLeast: string): Promise<readonly Item[]> {
  const items = await activity(`accountId=${garage.accountId}&limit=200`, atLeast);
  return items.filter(({ thing }) => thing.id === id);
}

describe('The activity', () => {
  it('tells of each event, newest first: what, where, by whom, and why', async () => {
    const charger = await addCharger(operator, garage, { chargerId: 'RIV-1', alias: 'North 1' });
    const changes = { limitAmps: 8, scope: { kind: 'public' }, reason: 'Opened' };
    const edited = await granted(editCharger(operator, charger, changes));
    const [scope, limit, added] = await ofThing(charger.body.id, edited.position);
    const { accountId, siteId } = garage;
    const thing = { kind: 'charger', id: charger.body.id, label: 'North 1' };
    const actor = charger.body.addedBy;
    const common = { accountId, siteId, thing, actor, role: 'administrator' };
    expect(scope).toEqual({
      ...common,
      position: edited.position,
      at: edited.body.lastChangedAt,
      type: 'ScopeChanged',
      reason: 'Opened',
      commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(limit).toMatchObject({ ...common, type: 'ChargerLimitChanged', reason: 'Opened' });
    expect(limit.commandId).toBe(scope.commandId);
    expect(limit.position < scope.position).toBe(true);
    const { position } = charger;
    expect(added).toMatchObject({ ...common, position, type: 'ChargerAdded', reason: null });
    expect(added.commandId).not.toBe(scope.commandId);
  });

  it('calls a charger by what it was called then', async () => {
    let charger: Answer = await addCharger(operator, garage, { chargerId: 'RIV-2' });
    for (const body of [
      { alias: 'Bay 2' },
      { chargerId: 'RIV-2B', limitAmps: 10 },
      { alias: null },
      { parking: 'P2' },
      { alias: 'Bay two' },
    ]) {
      charger = await granted(editCharger(operator, charger, body));
    }
    const retired = await granted(retireCharger(operator, charger));
    const items = await ofThing(charger.body.id, retired.position);
    expect(items.map(({ type, thing }) => [type, thing.label])).toEqual([
      ['ChargerRetired', 'Bay two'],
      ['AliasChanged', 'Bay two'],
      ['ParkingChanged', 'RIV-2B'],
      ['AliasChanged', 'RIV-2B'],
      ['ChargerLimitChanged', 'Bay 2'],
      ['ChargerIdChanged', 'Bay 2'],
      ['AliasChanged', 'Bay 2'],
      ['ChargerAdded', 'RIV-2'],
    ]);
  });

  it('tells of sites, panels, accounts, drivers, groups and rate plans by name', async () => {
    const { accountId } = garage;
    const site = await addSite(operator, accountId, { name: 'Old Yard' });
    const renamed = await granted(
      operator('PATCH', `/v1/sites/${site.body.id}`, {
        body: { name: 'New Yard', description: 'x' },
        ifMatch: site.etag,
      }),
    );
    const driver = { body: { externalId: `d-${randomUUID()}` } };
    const drivers = `/v1/accounts/${accountId}/drivers`;
    const added = await granted(operator('POST', drivers, driver));
    const blocked = await granted(
      operator('PATCH', `/v1/drivers/${added.body.id}`, {
        body: { blocked: true },
        ifMatch: added.etag,
      }),
    );
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    const archived = await granted(
      operator('POST', `/v1/rate-plans/${plan.body.id}/archive`, { body: {}, ifMatch: plan.etag }),
    );
    const items = await activity(`accountId=${accountId}&limit=200`, archived.position);
    const told = (kind: string, type: string) =>
      items.filter((item) => item.type === type && item.thing.kind === kind);
    expect(told('ratePlan', 'RatePlanArchived')).toMatchObject([
      { accountId: null, siteId: null, thing: { id: plan.body.id, label: 'Night' } },
    ]);
    expect(told('driver', 'DriverBlocked')).toMatchObject([
      { position: blocked.position, siteId: null, thing: { label: driver.body.externalId } },
    ]);
    expect(told('site', 'SiteDetailsChanged')).toMatchObject([
      { position: renamed.position, siteId: site.body.id, thing: { label: 'New Yard' } },
    ]);
    expect(told('site', 'SiteAdded').map(({ thing }) => thing.label)).toContain('Old Yard');
    expect(told('account', 'AccountAdded')).toMatchObject([{ thing: { label: 'Rivertown' } }]);
    expect(told('panel', 'PanelAdded')).toMatchObject([{ thing: { label: 'Main' } }]);
  });

  it('leaves claims out', async () => {
    const charger = await addCharger(operator, garage);
    const events = await service.log();
    expect(events.some(({ type }) => type === 'Claimed')).toBe(true);
    const items = await allItems(operator, '/v1/activity?limit=100', charger.position);
    const domain = events.filter(({ stream }) => !/^(claim|store)-/.test(stream));
    expect(items.map(({ type }) => type)).toEqual(domain.map(({ type }) => type).toReversed());
  });

  it('is paged without gap or double while others write', async () => {
    const { accountId } = garage;
    const query = `/v1/activity?accountId=${accountId}&limit=3`;
    const whole = (await activity(`accountId=${accountId}&limit=200`, garage.position)).map(
      ({ position }) => position,
    );
    const read: string[] = [];
    let cursor = '';
    do {
      const { body } = await granted(operator('GET', query + cursor));
      read.push(...body.items.map(({ position }: Item) => position));
      cursor = body.nextCursor === null ? '' : `&cursor=${encodeURIComponent(body.nextCursor)}`;
      await addCharger(operator, garage);
    } while (cursor !== '');
    expect(read.filter((position) => whole.includes(position))).toEqual(whole);
    expect(new Set(read).size).toBe(read.length);
    expect(read).toEqual(read.toSorted().toReversed());
  });

  it('shows nobody what he may not see', async () => {
    const other = await openGarage(operator);
    const mine = await service.person({
      [other.accountId]: ['viewer'],
      [randomUUID()]: ['viewer'],
    });
    const { position } = await addCharger(operator, other);
    const items = await allItems(mine, '/v1/activity?limit=2', position);
    const own = items.filter(({ accountId }) => accountId === other.accountId);
    expect(own.map(({ type }) => type)).toEqual([
      'ChargerAdded',
      'PanelAdded',
      'SiteAdded',
      'AccountAdded',
    ]);
    expect(items.every(({ accountId }) => [other.accountId, null].includes(accountId))).toBe(true);
    expect(items.some(({ type }) => type === 'RatePlanAdded')).toBe(true);
    const asked = `/v1/activity?accountId=${garage.accountId}`;
    expect(await mine('GET', asked)).toMatchObject({ status: 404 });
    const nobody = await service.person({});
    const everybodys = await allItems(nobody, '/v1/activity?limit=100');
    expect(everybodys.every(({ accountId }) => accountId === null)).toBe(true);
    const cursor = (await granted(mine('GET', '/v1/activity?limit=1'))).body.nextCursor;
    const stolen = `/v1/activity?limit=1&cursor=${encodeURIComponent(cursor)}`;
    expect(await nobody('GET', stolen)).toMatchObject({ status: 400 });
  });
});

describe('The activity on the double of an EventStoreDB', () => {
  it('is the same', async () => {
    const double = await startEventStoreDbDouble();
    const log = { engine: 'eventstoredb', url: double.connectionString } as const;
    const other = await startTestService(log);
    try {
      const person = await other.person({ '*': ['administrator'] });
      const own = await openGarage(person);
      const charger = await addCharger(person, own, { alias: 'North' });
      const edited = await granted(editCharger(person, charger, { limitAmps: 8 }));
      const items = await allItems(person, '/v1/activity?limit=2', edited.position);
      expect(items.map(({ type, thing }) => [type, thing.label])).toEqual([
        ['ChargerLimitChanged', 'North'],
        ['ChargerAdded', 'North'],
        ['PanelAdded', 'Main'],
        ['SiteAdded', 'Harbour Garage'],
        ['AccountAdded', 'Rivertown'],
      ]);
      expect(items[0]?.position).toBe(edited.position);
      expect(await person('GET', chargerUrl(charger))).toMatchObject({ status: 200 });
    } finally {
      await other.stop();
      await double.stop();
    }
  });
});
