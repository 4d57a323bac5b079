import { randomUUID } from 'node:crypto';

import { askBeforehand, foretell, type Write } from '../support/foretold';
import {
  addAccount,
  addCharger,
  addPanel,
  addSite,
  chargerForm,
  chargerUrl,
  freshLabel,
  type Garage,
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

let service: TestService;
let operator: Person;
let garage: Garage;
let charger: Answer;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  garage = await openGarage(operator, {
    account: { paymentIntegrations: ['payter'] },
    site: MANAGED,
    panel: { ratedLimitAmps: 100 },
  });
  charger = await addCharger(operator, garage);
}, 60_000);
afterAll(() => service.stop());

const edit = (body: object, ifMatch?: string): Write => ({
  method: 'PATCH',
  url: chargerUrl(charger),
  body,
  ...(ifMatch !== undefined && { ifMatch }),
});

const add = (body: object, where = garage): Write => ({
  method: 'POST',
  url: `/v1/sites/${where.siteId}/chargers`,
  body: chargerForm(where, body),
});

const ask = async (write: Write, person = operator) => (await askBeforehand(person, write)).body;

/** Carries the write out as well, which must come to what was said. */
async function mustForetell(write: Write, person = operator): Promise<Answer> {
  const told = await foretell(service, person, write);
  expect(told.preview.body).toMatchObject({ verdict: 'accepted' });
  return told.write;
}

/** A change of the thing at its address, in its present version. */
async function change(url: string, write: Partial<Write> = {}): Promise<Write> {
  const { etag: ifMatch } = await operator('GET', url);
  return { method: 'PATCH', url, thingUrl: url, ifMatch, ...write };
}

describe('The preview of a write', () => {
  it('says what a form would change, what follows from it included', async () => {
    const open = { scope: { kind: 'open' }, alias: 'Ramp', reason: 'Guests' };
    const { chargerId } = charger.body;
    expect(await ask(edit(open))).toMatchObject({
      verdict: 'accepted',
      problem: null,
      changes: [
        { pointer: '/displayName', before: chargerId, after: 'Ramp' },
        { pointer: '/alias', before: null, after: 'Ramp' },
        { pointer: '/scope/kind', before: 'account', after: 'open' },
        { pointer: '/secureCharging', before: true, after: false },
      ],
      thing: { id: charger.body.id, displayName: 'Ramp', secureCharging: false },
    });
    const { scope, alias } = charger.body;
    expect(await ask(edit({ scope, alias }))).toMatchObject({ verdict: 'unchanged', changes: [] });
  });

  it('tells every rule that refuses, and then nothing of what would be', async () => {
    const refused = await ask(edit({ limitAmps: 5, panelId: randomUUID() }));
    const codes = refused.problem.errors.map(({ code }: { readonly code: string }) => code);
    expect(codes).toEqual(['limit-out-of-range', 'panel-not-found']);
    expect(refused).toMatchObject({
      verdict: 'refused',
      problem: { status: 422, type: '/problems/limit-out-of-range', pointer: '/limitAmps' },
      changes: [],
      thing: null,
    });
  });

  it('says which panel would be oversubscribed, and by how much', async () => {
    const { body: panel } = await addPanel(operator, garage.siteId, { ratedLimitAmps: 40 });
    const place = { ...garage, panelId: panel.id };
    await addCharger(operator, place, { limitAmps: 32 });
    const figures = { panelId: panel.id, subscriptionRatio: 1.2 };
    expect((await ask(add({ limitAmps: 16 }, place))).warnings).toEqual([
      expect.objectContaining({ code: 'panel-oversubscribed', ...figures }),
    ]);
    const site = `/v1/sites/${garage.siteId}`;
    const off = await change(site, { body: { energyManagement: false } });
    await addCharger(operator, place, { limitAmps: 32 });
    const { verdict, problem } = await ask({ ...off, ifMatch: (await operator('GET', site)).etag });
    expect({ verdict, problem }).toMatchObject({
      verdict: 'refused',
      problem: {
        code: 'oversubscribed-without-energy-management',
        panelId: panel.id,
        worstAmps: 40,
        sumAmps: 64,
        excessAmps: 24,
      },
    });
  });

  it('says what the offline allocations of a site would exceed', async () => {
    const place = await openGarage(operator, { site: MANAGED, panel: { ratedLimitAmps: 16 } });
    await addCharger(operator, place, { limitAmps: 10 });
    await addCharger(operator, place, { limitAmps: 10 });
    const excess = { panelId: place.panelId, worstAmps: 16, sumAmps: 18, excessAmps: 2 };
    expect((await ask(add({ limitAmps: 10 }, place))).problem).toMatchObject({
      code: 'offline-allocation-exceeds-panel',
      ...excess,
    });
    const site = await change(`/v1/sites/${place.siteId}`, { body: { offlineAllocationAmps: 9 } });
    expect(await ask(site)).toMatchObject({ verdict: 'refused', problem: excess });
    const lower = { ...site, body: { offlineAllocationAmps: 8 } };
    expect(await ask(lower)).toMatchObject({
      verdict: 'accepted',
      changes: [{ pointer: '/offlineAllocationAmps', before: 6, after: 8 }],
    });
  });

  it('names the labels and terminals that another has, and nobody who has them', async () => {
    const [terminalId, qaAlias] = [freshLabel(), freshLabel()];
    const paymentTerminals = [{ connector: 1, terminalId }];
    const elsewhere = await openGarage(operator, { account: { paymentIntegrations: ['payter'] } });
    const held = await addCharger(operator, elsewhere, { qaAlias, paymentTerminals });
    const wanted = { chargerId: qaAlias.toLowerCase(), qaAlias, paymentTerminals };
    const refused = await ask(add(wanted));
    expect(refused).toMatchObject({ verdict: 'refused', problem: { status: 409, errors: {} } });
    const codes = refused.problem.errors.map(({ code }: { readonly code: string }) => code);
    expect(codes).toEqual(['charger-id-taken', 'payment-terminal-taken']);
    const holder = [held.body.id, elsewhere.siteId, elsewhere.accountId, held.body.chargerId];
    for (const id of holder) expect(JSON.stringify(refused)).not.toContain(id);
    await retireCharger(operator, held);
    expect(await ask(add(wanted))).toMatchObject({ verdict: 'accepted' });
  });

  it('says which role a change needs, where the route lets the actor in', async () => {
    const support = await service.person({ '*': ['support'] });
    const own = { overrides: { offlineAllocation: { amps: 8 } } };
    const missing = { verdict: 'refused', problem: { status: 403, code: 'role-missing' } };
    expect(await ask(edit(own), support)).toMatchObject({ verdict: 'accepted' });
    const pointer = '/overrides/offlineAllocation';
    expect(await ask(edit(own))).toMatchObject({ ...missing, problem: { pointer } });
    const mixed = await ask(edit({ ...own, limitAmps: 12 }), support);
    expect(mixed).toMatchObject({ ...missing, problem: { pointer: '/limitAmps' } });
    const viewer = await service.person({ '*': ['viewer'] });
    const group = { method: 'POST', url: '/v1/groups', body: { name: 'Night' } } as const;
    expect(await ask(group, viewer)).toMatchObject(missing);
  });

  it('judges the present version where none is named, and no stale one', async () => {
    const body = { alias: 'Versioned' };
    const stale = await askBeforehand(operator, edit(body, '"0"'));
    expect(stale).toMatchObject({
      status: 200,
      etag: charger.etag,
      body: { verdict: 'refused', problem: { status: 412, code: 'version-mismatch' } },
    });
    for (const ifMatch of [undefined, '*', charger.etag]) {
      expect(await ask(edit(body, ifMatch))).toMatchObject({ verdict: 'accepted' });
    }
  });

  it('is refused as the write is where there is nothing to judge', async () => {
    const viewer = await service.person({ '*': ['viewer'] });
    const stranger = await service.person({ [randomUUID()]: ['administrator'] });
    const none = { ...edit({}), url: `/v1/sites/${garage.siteId}/chargers/${randomUUID()}` };
    const answers = await Promise.all([
      askBeforehand(viewer, edit({ alias: 'x' })),
      askBeforehand(stranger, edit({ alias: 'x' })),
      askBeforehand(operator, none),
      askBeforehand(operator, edit({ limitAmps: 'a', unknown: 1 })),
      askBeforehand(operator, edit({ alias: 'x' }, 'no tag')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 404, 404, 400, 400]);
    expect(answers[3]?.body.errors).toHaveLength(2);
  });

  it('has no part in what is carried out once', async () => {
    const key = randomUUID();
    const { url, body } = add({}) as { url: string; body: object };
    const twin = `${url}/preview`;
    const sent = { body, key };
    expect(await operator('POST', twin, sent)).toMatchObject({ body: { verdict: 'accepted' } });
    const added = await operator('POST', url, sent);
    expect(added.status).toBe(201);
    const again = { body: { verdict: 'refused', problem: { code: 'charger-id-taken' } } };
    expect(await operator('POST', twin, sent)).toMatchObject(again);
    const replayed = await operator('POST', url, sent);
    expect(replayed.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  });
});

describe('What was said beforehand comes true', () => {
  it('of accounts and their sites', async () => {
    const body = { name: 'Rivertown', paymentIntegrations: ['payter'] };
    const added = await mustForetell({ method: 'POST', url: '/v1/accounts', body });
    const url = `/v1/accounts/${added.body.id}`;
    await mustForetell(await change(url, { body: { name: 'Riverside', paymentIntegrations: [] } }));
    const address = { line1: '1 Quay Street', city: 'Rotterdam', country: 'NLD' };
    const site = { name: 'Quay', address, timeZone: 'Europe/Amsterdam' };
    const sites = { method: 'POST', url: `${url}/sites` } as const;
    const unmanaged = { ...sites, body: { ...site, energyManagement: true } };
    expect(await ask(unmanaged)).toMatchObject({
      verdict: 'refused',
      problem: { code: 'offline-allocation-required' },
    });
    await mustForetell({ ...sites, body: { ...site, ...MANAGED } });
  });

  it('of a charger that is retired, and of a panel that is removed', async () => {
    const leaving = await addCharger(operator, garage, { alias: 'Leaving' });
    const url = chargerUrl(leaving);
    const body = { reason: 'Worn out' };
    const retire = await change(url, { method: 'POST', url: `${url}/retire`, thingUrl: url, body });
    expect((await ask(retire)).changes).toEqual([
      { pointer: '/status', before: 'active', after: 'retired' },
    ]);
    await mustForetell(retire);
    const panel = await addPanel(operator, garage.siteId);
    const panelUrl = String(panel.headers['location']);
    await mustForetell(await change(panelUrl, { method: 'DELETE' }));
  });

  it('of groups, and of drivers with their cards', async () => {
    const { accountId } = garage;
    const unknown = { name: 'Night', accountId: randomUUID() };
    const groups = { method: 'POST', url: '/v1/groups' } as const;
    const refused = await foretell(service, operator, { ...groups, body: unknown });
    expect(refused.preview.body).toMatchObject({ problem: { code: 'account-not-found' } });
    const group = await mustForetell({ ...groups, body: { name: 'Night', accountId } });
    const groupUrl = `/v1/groups/${group.body.id}`;
    await mustForetell(await change(groupUrl, { body: { name: 'Day' } }));

    const card = randomUUID().replaceAll('-', '').slice(0, 14);
    const drivers = { method: 'POST', url: `/v1/accounts/${accountId}/drivers` } as const;
    const body = { externalId: 'E-1', groupIds: [group.body.id], rfidCards: [card] };
    const driver = await mustForetell({ ...drivers, body });
    const taken = { ...drivers, body: { externalId: 'E-2', rfidCards: [card] } };
    expect(await ask(taken)).toMatchObject({ problem: { code: 'rfid-card-taken' } });
    const driverUrl = `/v1/drivers/${driver.body.id}`;
    await mustForetell(await change(driverUrl, { body: { blocked: true, rfidCards: [] } }));
    const { body: account } = await addAccount(operator);
    const move = { accountId: account.id, groupIds: [] };
    await mustForetell(await change(driverUrl, { body: move }));
    await mustForetell(await change(driverUrl, { method: 'DELETE' }));
    await mustForetell(await change(groupUrl, { method: 'DELETE' }));
  });

  it('of rate plans, and of a site that is charged by one', async () => {
    const plans = { method: 'POST', url: '/v1/rate-plans', body: { name: 'Night' } } as const;
    const plan = await mustForetell(plans);
    const url = `/v1/rate-plans/${plan.body.id}`;
    await mustForetell(await change(url, { body: { name: 'Late', description: 'Cheap' } }));
    const site = await addSite(operator, garage.accountId);
    const siteUrl = `/v1/sites/${site.body.id}`;
    const rate = { memberRatePlanId: plan.body.id };
    await mustForetell(await change(siteUrl, { body: rate }));
    const archive = { method: 'POST', url: `${url}/archive`, thingUrl: url, body: {} } as const;
    await mustForetell(await change(url, archive));
    const renamed = await mustForetell(await change(siteUrl, { body: { name: 'Flagged' } }));
    expect(renamed.body.needsAttention).toMatchObject([{ code: 'rate-plan-archived' }]);
  });
});
