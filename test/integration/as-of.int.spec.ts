import { randomUUID } from 'node:crypto';

import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { appendDated, datedSite, type DatedEvent } from '../support/dated-log';
import {
  addCharger,
  addPanel,
  addSite,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  MANAGED,
  openGarage,
  retireCharger,
} from '../support/garage';
import { allItems } from '../support/list-pages';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(180_000);

let service: TestService;
let operator: Person;
let garage: Garage;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator', 'support'] });
  garage = await openGarage(operator, {
    account: { paymentIntegrations: ['payter'] },
    site: MANAGED,
  });
});
afterAll(() => service.stop());

async function asOf(url: string, cut: string): Promise<Answer> {
  const separator = url.includes('?') ? '&' : '?';
  return operator('GET', `${url}${separator}asOf=${encodeURIComponent(cut)}`);
}

function withoutWarnings({ body }: Answer): object {
  const { warnings: _, ...thing } = body;
  return thing;
}

function millisecondBehind(instant: string): string {
  return new Date(Date.parse(instant) + 1).toISOString();
}

describe('A thing as of a position', () => {
  it('is what it was answered as when that was written', async () => {
    const { siteId } = garage;
    const level = (await addPanel(operator, siteId, { name: 'Level' })).body.id;
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    const versions = [await addCharger(operator, garage)];
    for (const body of [
      { alias: 'North', limitAmps: 8.5 },
      { panelId: level, scope: { kind: 'public' }, reason: 'Opened' },
      { overrides: { rate: { ratePlanId: plan.body.id }, offlineAllocation: { amps: 7 } } },
      { paymentTerminals: [{ connector: 1, terminalId: `T${randomUUID()}` }] },
      { overrides: { rate: null } },
    ]) {
      versions.push(await granted(editCharger(operator, versions.at(-1) as Answer, body)));
    }
    const archived = await granted(
      operator('POST', `/v1/rate-plans/${plan.body.id}/archive`, { body: {}, ifMatch: plan.etag }),
    );
    versions.push(await granted(retireCharger(operator, versions.at(-1) as Answer)));
    const url = chargerUrl(versions[0] as Answer);
    for (const version of versions.toReversed()) {
      const then = await granted(asOf(url, version.position));
      expect(then.body).toEqual(withoutWarnings(version));
      expect(then.position).toBe(version.position);
      expect(then.headers['etag']).toBeUndefined();
    }
    expect((await asOf(url, garage.position)).status).toBe(404);
    expect((await granted(asOf(url, archived.position))).body.needsAttention).toEqual([]);
  });

  it('knows of other streams only what was in them then', async () => {
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Day' } }));
    const rate = { ratePlanId: plan.body.id };
    const charger = await addCharger(operator, garage);
    const rated = await granted(editCharger(operator, charger, { overrides: { rate } }));
    const archive = `/v1/rate-plans/${plan.body.id}/archive`;
    const archived = await granted(operator('POST', archive, { body: {}, ifMatch: plan.etag }));
    const before = await granted(asOf(chargerUrl(charger), rated.position));
    const behind = await granted(asOf(chargerUrl(charger), archived.position));
    expect(before.body.needsAttention).toEqual([]);
    expect(behind.body.needsAttention).toMatchObject([{ code: 'rate-plan-archived' }]);
  });

  it('shows site, panel and tree as they were', async () => {
    const { siteId, panelId } = garage;
    const site = `/v1/sites/${siteId}`;
    await addCharger(operator, garage);
    const urls = [site, `${site}/panels/${panelId}`, `${site}/hierarchy`];
    const head = await service.head();
    const shown = await Promise.all(urls.map((url) => operator('GET', url, { atLeast: head })));
    const child = await addPanel(operator, siteId, { parentPanelId: panelId });
    await addCharger(operator, { ...garage, panelId: child.body.id });
    const { etag } = await operator('GET', site);
    const patch = { body: { offlineAllocationAmps: 10 }, ifMatch: etag };
    await granted(operator('PATCH', site, patch));
    for (const [index, url] of urls.entries()) {
      expect((await granted(asOf(url, head))).body).toEqual(shown[index]?.body);
      expect((await granted(operator('GET', url))).body).not.toEqual(shown[index]?.body);
    }
  });
});

describe('The list as of a position', () => {
  const QUERIES = [
    '',
    'sort=-limitAmps',
    'sort=displayName',
    'sort=-lastChangedAt',
    'status=all',
    'status=retired',
    'scope=public&scope=account',
    'override=any',
    'override=none',
    'override=offlineAllocation',
    'hasPaymentTerminal=true',
    'needsAttention=true',
    'needsAttention=false',
    'q=nor',
    'q=n',
    'qaAlias=Q-7',
    'withPlace=true',
  ];
  let other: Garage;
  let head: string;
  let lists: readonly (readonly object[])[];

  beforeAll(async () => {
    const account = { paymentIntegrations: ['payter'] };
    other = await openGarage(operator, { account, site: MANAGED });
    const level = await addPanel(operator, other.siteId, { parentPanelId: other.panelId });
    const second = (await addSite(operator, other.accountId, { name: 'Second' })).body.id;
    const main = (await addPanel(operator, second)).body.id;
    const forms = [
      { alias: 'north', limitAmps: 32 },
      { qaAlias: 'Q-7', scope: { kind: 'public' } },
      { panelId: level.body.id, alias: 'North 2', limitAmps: 10 },
      { paymentTerminals: [{ connector: 1, terminalId: `T${randomUUID()}` }] },
      { chargerId: `N-${randomUUID().slice(0, 8)}`, parking: 'nordic' },
    ];
    for (const form of forms) await addCharger(operator, other, form);
    await addCharger(operator, { ...other, siteId: second, panelId: main });
    const gone = await addCharger(operator, other);
    await granted(retireCharger(operator, gone));
    const allocated = await addCharger(operator, other);
    const overrides = { offlineAllocation: { amps: 8 } };
    await granted(editCharger(operator, allocated, { overrides }));
    const url = `/v1/accounts/${other.accountId}`;
    const { etag } = await operator('GET', url);
    const withdrawn = { body: { paymentIntegrations: [] }, ifMatch: etag };
    ({ position: head } = await granted(operator('PATCH', url, withdrawn)));
    lists = await Promise.all(QUERIES.map((query) => allItems(operator, path(query), head)));
    const later = await addCharger(operator, other, { alias: 'north 9' });
    await granted(editCharger(operator, later, { scope: { kind: 'public' }, reason: 'x' }));
    await granted(
      editCharger(operator, allocated, { alias: 'north 10' }).then(() =>
        granted(operator('POST', '/v1/rate-plans', { body: { name: 'Later' } })),
      ),
    );
  });

  function path(query: string): string {
    return `/v1/chargers?accountId=${other.accountId}&limit=3&${query}`;
  }

  it.each(QUERIES.map((query, index) => [query, index] as const))(
    'is what it was, with %s',
    async (query, index) => {
      expect(lists[index]?.length).toBeGreaterThan(0);
      expect(await allItems(operator, `${path(query)}&asOf=${head}`)).toEqual(lists[index]);
    },
  );

  it('says what it shows, and counts', async () => {
    const { body, position } = await granted(operator('GET', `${path('')}&asOf=${head}`));
    expect(position).toBe(head);
    expect(body).toMatchObject({ total: 7, totalIsLowerBound: false });
  });

  it('wants an account or a site, and a cursor of its own', async () => {
    const refused = await operator('GET', `/v1/chargers?asOf=${head}`);
    expect(refused).toMatchObject({ status: 400, body: { pointer: '/asOf' } });
    const { body } = await granted(operator('GET', path('')));
    const mixed = await operator('GET', `${path('')}&asOf=${head}&cursor=${body.nextCursor}`);
    expect(mixed).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
    const stranger = await service.person({ [garage.accountId]: ['viewer'] });
    expect(await stranger('GET', `${path('')}&asOf=${head}`)).toMatchObject({ status: 404 });
  });
});

describe('A thing as of an instant', () => {
  it('does not count what was recorded at the instant itself', async () => {
    const charger = await addCharger(operator, garage);
    const edited = await granted(editCharger(operator, charger, { limitAmps: 9 }));
    const at = edited.body.lastChangedAt;
    const then = await granted(asOf(chargerUrl(charger), millisecondBehind(at)));
    expect(then.body.limitAmps).toBe(9);
    const before = await asOf(chargerUrl(charger), at);
    expect([404, 200]).toContain(before.status);
    if (charger.body.addedAt < at) expect(before.body.limitAmps).toBe(16);
  });

  async function limitsAt(events: readonly [number, string][], cuts: readonly string[]) {
    const at = '2020-01-01T00:00:00.000Z';
    const site = datedSite(garage.accountId, { at, timeZone: 'Europe/Amsterdam' });
    const dated = events.map(([amps, when]) => site.limited(amps, when));
    const stream = `site-${site.siteId}`;
    const { accountId } = garage;
    const all: readonly DatedEvent[] = [...site.events, ...dated];
    await appendDated(service.store, { stream, accountId, events: all });
    const url = `/v1/sites/${site.siteId}/chargers/${site.chargerId}`;
    const limits: number[] = [];
    for (const cut of cuts) limits.push((await granted(asOf(url, cut))).body.limitAmps);
    return limits;
  }

  it('tells the two half past two of a night when clocks are set back apart', async () => {
    const events: [number, string][] = [
      [10, '2024-10-27T00:29:59.999Z'],
      [11, '2024-10-27T00:30:00.000Z'],
      [12, '2024-10-27T01:29:59.999Z'],
      [13, '2024-10-27T01:30:00.000Z'],
    ];
    const cuts = ['2024-10-27T02:30:00+02:00', '2024-10-27T02:30:00+01:00'];
    expect(await limitsAt(events, cuts)).toEqual([10, 12]);
  });

  it("knows the last day of a leap year's February", async () => {
    const events: [number, string][] = [
      [10, '2024-02-28T23:59:59.999Z'],
      [11, '2024-02-29T00:00:00.000Z'],
      [12, '2024-02-29T23:59:59.999Z'],
      [13, '2024-03-01T00:00:00.000Z'],
    ];
    const cuts = ['2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z', '2024-03-01T00:00:00.0001Z'];
    expect(await limitsAt(events, cuts)).toEqual([10, 12, 13]);
    expect(await asOf(`/v1/sites/${garage.siteId}`, '2023-02-29T00:00:00Z')).toMatchObject({
      status: 400,
      body: { code: 'validation-failed' },
    });
  });

  it('cuts once where a clock stepped back: what came behind did not happen before', async () => {
    const events: [number, string][] = [
      [10, '2024-05-01T10:00:00.000Z'],
      // The clock stood at 09:00 for these: the service recorded them at the time of the last.
      [11, '2024-05-01T10:00:00.000Z'],
      [12, '2024-05-01T10:00:00.000Z'],
      [13, '2024-05-01T10:00:00.001Z'],
      // Written by none of ours: order is the log's all the same.
      [14, '2024-05-01T09:00:00.000Z'],
    ];
    const cuts = [
      '2024-05-01T10:00:00.001Z',
      '2024-05-01T10:00:00Z',
      '2024-05-01T09:30:00Z',
      '2024-05-01T10:00:00.002Z',
      '2024-05-01T09:30:00Z',
    ];
    expect(await limitsAt(events, cuts)).toEqual([12, 16, 16, 14, 16]);
  });

  it('takes an offset whose plus sign was not escaped', async () => {
    const url = `/v1/sites/${garage.siteId}`;
    expect(await operator('GET', `${url}?asOf=2026-01-01T00:00:00+01:00`)).toMatchObject({
      status: 404,
    });
  });
});

describe('What cannot be asked', () => {
  it.each([
    ['another store', 'aaaaaaaa-0001-00000000000000000001', 'position-invalid'],
    ['beyond the head', 'HEAD', 'position-invalid'],
    ['the future', '2999-01-01T00:00:00Z', 'instant-in-future'],
    ['no offset', '2026-01-01T00:00:00', 'validation-failed'],
    ['no day', '2026-02-30T00:00:00Z', 'validation-failed'],
    ['no hour', '2026-02-20T25:00:00Z', 'validation-failed'],
    ['words', 'yesterday', 'validation-failed'],
    ['nothing', '', 'validation-failed'],
  ])('is %s', async (_, text, code) => {
    const head = await service.head();
    const cut = text === 'HEAD' ? `${head.slice(0, -6)}999999` : text;
    const charger = await addCharger(operator, garage);
    const chargers = `/v1/chargers?accountId=${garage.accountId}`;
    const site = `/v1/sites/${garage.siteId}`;
    for (const url of [chargerUrl(charger), chargers, site, `${site}/hierarchy`]) {
      const refused = await asOf(url, cut);
      expect(refused).toMatchObject({ status: 400, body: { code, pointer: '/asOf' } });
    }
    const diff = await operator('GET', `${chargerUrl(charger)}/diff?from=${head}&to=${cut}`);
    expect(diff).toMatchObject({ status: 400, body: { code, pointer: '/to' } });
  });
});

describe('The difference of a charger between two times', () => {
  it('is of what was written and of what followed, also from its site', async () => {
    const own = await openGarage(operator, { site: MANAGED, panel: { ratedLimitAmps: 40 } });
    const charger = await addCharger(operator, own, { limitAmps: 16 });
    const edited = await granted(
      editCharger(operator, charger, { alias: 'South', scope: { kind: 'open' }, reason: 'Fair' }),
    );
    const site = `/v1/sites/${own.siteId}`;
    const { etag: ifMatch } = await operator('GET', site);
    const patch = { body: { offlineAllocationAmps: 9 }, ifMatch };
    const { position } = await granted(operator('PATCH', site, patch));
    const url = `${chargerUrl(charger)}/diff`;
    const diff = await granted(operator('GET', `${url}?from=${charger.position}&to=${position}`));
    expect(diff.body).toEqual({
      fromPosition: charger.position,
      toPosition: position,
      changes: [
        { field: 'scope', before: { kind: 'account' }, after: { kind: 'open' } },
        { field: 'alias', before: null, after: 'South' },
        { field: 'displayName', before: charger.body.chargerId, after: 'South' },
        { field: 'secureCharging', before: true, after: false },
        { field: 'effective.offlineAllocation.amps', before: 6, after: 9 },
      ],
    });
    const none = await granted(
      operator('GET', `${url}?from=${edited.position}&to=${edited.position}`),
    );
    expect(none.body.changes).toEqual([]);
    const whole = await granted(operator('GET', `${url}?from=${own.position}&to=${position}`));
    expect(whole.body).toMatchObject({ fromPosition: null });
    const turned = await operator('GET', `${url}?from=${position}&to=${charger.position}`);
    expect(turned).toMatchObject({ status: 400, body: { pointer: '/to' } });
    expect(await operator('GET', url)).toMatchObject({ status: 400 });
  });
});

describe('The connectors that were billable as a day began', () => {
  async function reported(accountId: string, date: string): Promise<Answer['body']> {
    const url = `/v1/accounts/${accountId}/billable-connectors?date=${date}`;
    return (await granted(operator('GET', url))).body;
  }

  it("are judged in each site's own time zone, with the events that say so", async () => {
    const { accountId } = await openGarage(operator);
    const at = '2024-01-10T12:00:00.000Z';
    const east = datedSite(accountId, { at, timeZone: 'Asia/Tokyo' });
    const west = datedSite(accountId, { at, timeZone: 'America/Los_Angeles' });
    // One moment: it is the 1st of March in the east already, and still February in the west.
    const moment = '2024-02-29T20:00:00.000Z';
    const positions: string[][] = [];
    for (const site of [east, west]) {
      const opened = site.scoped('closed', 'public', moment);
      const closed = site.scoped('public', 'private', '2024-03-01T08:00:00.000Z');
      const events = [...site.events, opened, closed];
      const stream = `site-${site.siteId}`;
      positions.push([...(await appendDated(service.store, { stream, accountId, events }))]);
    }
    const { sites, connectorCount } = await reported(accountId, '2024-03-01');
    const bySite = new Map(sites.map((site: Answer['body']) => [site.siteId, site]));
    expect(connectorCount).toBe(2);
    expect(bySite.get(east.siteId)).toMatchObject({
      instant: '2024-02-29T15:00:00.000Z',
      position: positions[0]?.[2],
      chargers: [],
    });
    expect(bySite.get(west.siteId)).toMatchObject({
      timeZone: 'America/Los_Angeles',
      // What was recorded at the very midnight does not count any more.
      instant: '2024-03-01T08:00:00.000Z',
      position: positions[1]?.[3],
      chargers: [
        {
          id: west.chargerId,
          scope: { kind: 'public' },
          connectors: [1, 2],
          evidence: {
            scope: { position: positions[1]?.[3], at: moment, actor: 'dana', type: 'ScopeChanged' },
            connectors: { position: positions[1]?.[2], type: 'ChargerAdded' },
          },
        },
      ],
    });
    expect(sites).toHaveLength(2);
    expect((await reported(accountId, '2024-03-02')).connectorCount).toBe(0);
    expect((await reported(accountId, '2024-01-01')).sites).toEqual([]);
  });

  it.each([
    ['2999-01-01', 'instant-in-future'],
    ['2026-02-29', 'validation-failed'],
    ['2026-2-1', 'validation-failed'],
    ['', 'validation-failed'],
  ])('are not told for %s', async (date, code) => {
    const url = `/v1/accounts/${garage.accountId}/billable-connectors?date=${date}`;
    const refused = await operator('GET', url);
    expect(refused).toMatchObject({ status: 400, body: { code, pointer: '/date' } });
  });
});

describe('The past on the double of an EventStoreDB', () => {
  it('is the same', async () => {
    const double = await startEventStoreDbDouble();
    const other = await startTestService({ engine: 'eventstoredb', url: double.connectionString });
    try {
      const person = await other.person({ '*': ['administrator'] });
      const own = await openGarage(person);
      const charger = await addCharger(person, own, { alias: 'North' });
      const edited = await granted(editCharger(person, charger, { limitAmps: 8 }));
      const url = chargerUrl(charger);
      for (const version of [charger, edited]) {
        const then = await granted(person('GET', `${url}?asOf=${version.position}`));
        expect(then.body).toEqual(withoutWarnings(version));
      }
      const list = `/v1/chargers?accountId=${own.accountId}&asOf=${charger.position}`;
      expect((await granted(person('GET', list))).body.items).toEqual([withoutWarnings(charger)]);
      const beyond = `${edited.position.slice(0, -6)}999999`;
      expect(await person('GET', `${url}?asOf=${beyond}`)).toMatchObject({
        body: { code: 'position-invalid' },
      });
    } finally {
      await other.stop();
      await double.stop();
    }
  });
});
