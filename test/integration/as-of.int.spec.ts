import { randomUUID } from 'node:crypto';

import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

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
