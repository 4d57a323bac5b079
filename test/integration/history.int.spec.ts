import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import {
  addCharger,
  addPanel,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  MANAGED,
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
  operator = await service.person({ '*': ['administrator', 'support'] });
  garage = await openGarage(operator, { site: MANAGED });
});
afterAll(() => service.stop());

async function history(url: string, query = ''): Promise<Answer['body']> {
  return (await granted(operator('GET', `${url}/history?${query}`))).body;
}

/** What changed, as `field: before → after`. */
function told(body: Answer['body']): readonly string[] {
  const say = (value: unknown): string => JSON.stringify(value);
  return body.items.flatMap(({ changes }: Answer['body']) =>
    changes.map((one: Answer['body']) => `${one.field}: ${say(one.before)} → ${say(one.after)}`),
  );
}

async function editedInTurn(charger: Answer, bodies: readonly object[]): Promise<Answer> {
  let last = charger;
  for (const body of bodies) last = await granted(editCharger(operator, last, body));
  return last;
}

describe('The history of a charger', () => {
  it('tells of every change from what to what, by whom, when and why', async () => {
    const added = await addCharger(operator, garage, { chargerId: 'HIS-1', limitAmps: 16 });
    const body = { limitAmps: 8.5, scope: { kind: 'public' }, reason: 'Opened' };
    const edited = await granted(editCharger(operator, added, body));
    const { items, total, nextCursor, previousCursor } = await history(chargerUrl(added));
    expect({ total, nextCursor, previousCursor }).toEqual({
      total: 3,
      nextCursor: null,
      previousCursor: null,
    });
    expect(items[0].changes).toEqual([
      { field: 'chargerId', before: null, after: 'HIS-1' },
      { field: 'limitAmps', before: null, after: 16 },
      { field: 'panelId', before: null, after: garage.panelId },
      { field: 'scope', before: null, after: { kind: 'account' } },
      { field: 'connectors', before: null, after: added.body.connectors },
      { field: 'paymentTerminals', before: null, after: [] },
      { field: 'status', before: null, after: 'active' },
    ]);
    const [, limit, scope] = items;
    expect(scope).toEqual({
      position: edited.position,
      at: edited.body.lastChangedAt,
      actor: edited.body.lastChangedBy,
      role: 'administrator',
      type: 'ScopeChanged',
      reason: 'Opened',
      commandId: limit.commandId,
      causationId: expect.stringMatching(/./),
      correlationId: expect.stringMatching(/./),
      etag: edited.etag,
      changes: [{ field: 'scope', before: { kind: 'account' }, after: { kind: 'public' } }],
    });
    expect(limit.changes).toEqual([{ field: 'limitAmps', before: 16, after: 8.5 }]);
    expect(limit.position < scope.position).toBe(true);
  });

  it('names what a scope, a move and an override name by their ids', async () => {
    const level = (await addPanel(operator, garage.siteId)).body.id;
    const url = `/v1/accounts/${garage.accountId}/drivers`;
    const driver = await granted(operator('POST', url, { body: { externalId: 'd-1' } }));
    const driverId = driver.body.id;
    const charger = await addCharger(operator, garage);
    const edited = await editedInTurn(charger, [
      { scope: { kind: 'private', driverId }, alias: 'North' },
      { panelId: level, overrides: { offlineAllocation: { amps: 7 } } },
      { overrides: { offlineAllocation: null } },
    ]);
    await granted(retireCharger(operator, edited));
    expect(told(await history(chargerUrl(charger))).slice(-6)).toEqual([
      `scope: {"kind":"account"} → {"kind":"private","driverId":"${driverId}"}`,
      'alias: null → "North"',
      `panelId: "${garage.panelId}" → "${level}"`,
      'overrides.offlineAllocation: null → {"amps":7}',
      'overrides.offlineAllocation: {"amps":7} → null',
      'status: "active" → "retired"',
    ]);
    const overrides = await history(chargerUrl(charger), 'field=overrides');
    expect(overrides.items.map(({ role }: Answer['body']) => role)).toEqual(['support', 'support']);
  });

  it('is paged both ways, oldest or newest first, while others write', async () => {
    const charger = await addCharger(operator, garage);
    const edits = [1, 2, 3, 4, 5, 6].map((bay) => ({ parking: `P${bay}` }));
    await editedInTurn(charger, edits);
    const url = chargerUrl(charger);
    const whole = (await history(url)).items.map(({ position }: Answer['body']) => position);
    expect(whole).toHaveLength(7);
    for (const sort of ['position', '-position']) {
      const expected = sort === 'position' ? whole : whole.toReversed();
      const pages: Answer['body'][] = [await history(url, `limit=3&sort=${sort}`)];
      while (pages.at(-1).nextCursor !== null) {
        pages.push(await history(url, `limit=3&sort=${sort}&cursor=${pages.at(-1).nextCursor}`));
        await addCharger(operator, garage);
      }
      const positionsOf = ({ items }: Answer['body']): readonly string[] =>
        items.map(({ position }: Answer['body']) => position);
      expect(pages.flatMap(positionsOf)).toEqual(expected);
      const back = await history(url, `limit=3&sort=${sort}&cursor=${pages.at(-1).previousCursor}`);
      expect(positionsOf(back)).toEqual(expected.slice(3, 6));
      const first = await history(url, `limit=3&sort=${sort}&cursor=${back.previousCursor}`);
      expect(positionsOf(first)).toEqual(expected.slice(0, 3));
      expect(first.previousCursor).toBeNull();
    }
  });

  it('is narrowed by field, actor and time', async () => {
    const charger = await addCharger(operator, garage);
    const other = await service.person({ '*': ['administrator'] });
    const renamed = await granted(editCharger(other, charger, { alias: 'A', parking: '1' }));
    const again = await granted(editCharger(operator, renamed, { alias: 'B' }));
    const url = chargerUrl(charger);
    const types = async (query: string): Promise<readonly string[]> =>
      (await history(url, query)).items.map(({ type }: Answer['body']) => type);
    expect(await types('field=alias')).toEqual(['AliasChanged', 'AliasChanged']);
    expect(await types('field=alias&field=parking')).toHaveLength(3);
    const actor = renamed.body.lastChangedBy;
    expect(await types(`actor=${actor}`)).toEqual(['AliasChanged', 'ParkingChanged']);
    const at = again.body.lastChangedAt;
    expect(await types(`from=${at}`)).toEqual(['AliasChanged']);
    expect(await types(`to=${at}`)).toHaveLength(3);
    expect(await types(`from=${at}&to=${at}`)).toEqual([]);
  });

  it.each([
    ['field=colour', '/field'],
    ['from=yesterday', '/from'],
    ['from=2026-02-30T00:00:00Z', '/from'],
    ['from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', '/to'],
    ['sort=alias', '/sort'],
    ['kind=x', '/kind'],
  ])('refuses %s', async (query, pointer) => {
    const charger = await addCharger(operator, garage);
    const refused = await operator('GET', `${chargerUrl(charger)}/history?${query}`);
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation-failed', pointer } });
  });

  it('is not told of what never was, nor under another kind', async () => {
    const { siteId, panelId } = garage;
    for (const id of [panelId, siteId, '00000000-0000-4000-8000-000000000000']) {
      const url = `/v1/sites/${siteId}/chargers/${id}/history`;
      expect(await operator('GET', url)).toMatchObject({ status: 404 });
    }
  });
});

describe('The history of other things', () => {
  it('tells of sites and of panels, also of removed ones', async () => {
    const { body, etag } = await addPanel(operator, garage.siteId, { name: 'Level 9' });
    const url = `/v1/sites/${garage.siteId}/panels/${body.id}`;
    const renamed = { body: { name: 'Level 10', ratedLimitAmps: 50 }, ifMatch: etag };
    const edited = await granted(operator('PATCH', url, renamed));
    await granted(operator('DELETE', url, { ifMatch: edited.etag }));
    expect(told(await history(url)).slice(-4)).toEqual([
      'name: "Level 9" → "Level 10"',
      'ratedLimitAmps: 10000 → 50',
      'name: "Level 10" → null',
      'ratedLimitAmps: 50 → null',
    ]);
    const site = `/v1/sites/${garage.siteId}`;
    const { etag: ifMatch } = await operator('GET', site);
    const patch = { address: { city: 'Delft' }, offlineAllocationAmps: 8 };
    await granted(operator('PATCH', site, { body: patch, ifMatch }));
    expect(told(await history(site)).slice(-2)).toEqual([
      'address.city: "Rotterdam" → "Delft"',
      'offlineAllocationAmps: 6 → 8',
    ]);
  });

  it('tells of accounts and of drivers, also of removed ones', async () => {
    const account = `/v1/accounts/${garage.accountId}`;
    const { etag } = await operator('GET', account);
    const body = { name: 'Hilltown', paymentIntegrations: ['payter'] };
    await granted(operator('PATCH', account, { body, ifMatch: etag }));
    expect(told(await history(account)).slice(-2)).toEqual([
      'name: "Rivertown" → "Hilltown"',
      'paymentIntegrations: [] → ["payter"]',
    ]);
    const sent = { body: { externalId: 'd-2', rfidCards: ['04A1B2C3'] } };
    const driver = await granted(operator('POST', `${account}/drivers`, sent));
    const url = `/v1/drivers/${driver.body.id}`;
    const blocked = { body: { blocked: true }, ifMatch: driver.etag };
    const after = await granted(operator('PATCH', url, blocked));
    await granted(operator('DELETE', url, { ifMatch: after.etag }));
    const lines = told(await history(url));
    expect(lines).toContain('blocked: false → true');
    expect(lines).toContain(`rfidCards: null → [{"id":"${driver.body.rfidCards[0].id}"}]`);
    expect(lines).toContain('externalId: "d-2" → null');
    expect(lines.join()).not.toContain('04A1B2C3');
  });
});

describe('The history on the double of an EventStoreDB', () => {
  it('is the same', async () => {
    const double = await startEventStoreDbDouble();
    const other = await startTestService({ engine: 'eventstoredb', url: double.connectionString });
    try {
      const person = await other.person({ '*': ['administrator'] });
      const own = await openGarage(person);
      const charger = await addCharger(person, own, { alias: 'North' });
      const edited = await granted(editCharger(person, charger, { limitAmps: 8 }));
      const { body } = await granted(person('GET', `${chargerUrl(charger)}/history?limit=1`));
      const next = `${chargerUrl(charger)}/history?limit=1&cursor=${body.nextCursor}`;
      const { items } = (await granted(person('GET', next))).body;
      expect(items).toMatchObject([
        {
          position: edited.position,
          etag: edited.etag,
          changes: [{ field: 'limitAmps', before: 16, after: 8 }],
        },
      ]);
    } finally {
      await other.stop();
      await double.stop();
    }
  });
});
