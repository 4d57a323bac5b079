import { logOf } from '../support/chargers-of-log';
import {
  addCharger,
  chargerForm,
  chargerUrl,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
} from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';

let place: Place;
let service: Service;
let operator: Person;
let garage: Garage;
let elsewhere: Garage;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] }, 'dana');
  garage = await openGarage(operator, {
    account: { paymentIntegrations: ['payter'] },
    site: MANAGED,
  });
  elsewhere = await openGarage(operator);
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

const ALLOCATION = { overrides: { offlineAllocation: { amps: 8 } } };

describe('The offline allocation of a charger', () => {
  it('is set by support alone, each change by the role that it needs', async () => {
    const support = await service.person({ '*': ['support'] }, 'sam');
    const both = await service.person(
      { [garage.accountId]: ['support', 'administrator'] },
      'robin',
    );
    const charger = await addCharger(operator, garage);
    expect(await editCharger(operator, charger, ALLOCATION)).toMatchObject({
      status: 403,
      body: { pointer: '/overrides/offlineAllocation', role: 'support' },
    });
    const mixed = { ...ALLOCATION, limitAmps: 12 };
    expect(await editCharger(operator, charger, mixed)).toMatchObject({ status: 403 });
    expect(await editCharger(support, charger, mixed)).toMatchObject({
      status: 403,
      body: { pointer: '/limitAmps', role: 'administrator' },
    });
    const set = await granted(editCharger(support, charger, ALLOCATION));
    const sameAndMore = await granted(editCharger(operator, set, mixed));
    const cleared = { overrides: { offlineAllocation: null }, limitAmps: 14 };
    expect(await editCharger(operator, sameAndMore, cleared)).toMatchObject({ status: 403 });
    await granted(editCharger(both, sameAndMore, cleared));

    const events = await logOf(await place.logUrl());
    const actors = events
      .filter(({ stream, data }) => stream.startsWith('site-') && data.includes(charger.body.id))
      .map(({ type, metadata }) => {
        const { actor } = JSON.parse(metadata) as { actor: { id: string; role: string } };
        return `${type} by ${actor.id} as ${actor.role}`;
      });
    expect(actors).toEqual([
      'ChargerAdded by dana as administrator',
      'OverrideSet by sam as support',
      'ChargerLimitChanged by dana as administrator',
      'ChargerLimitChanged by robin as administrator',
      'OverrideCleared by robin as support',
    ]);
  });

  it('is all that support may change', async () => {
    const support = await service.person({ '*': ['support'] });
    const url = `/v1/sites/${garage.siteId}`;
    const refused = await Promise.all([
      support('POST', `${url}/chargers`, { body: chargerForm(garage) }),
      support('PATCH', url, { body: { name: 'Mine' }, ifMatch: '"0"' }),
      support('DELETE', `${url}/panels/${garage.panelId}`, { ifMatch: '"1"' }),
      support('POST', '/v1/groups', { body: { name: 'G', accountId: garage.accountId } }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});

describe('What belongs to another account', () => {
  it('is not found, by whatever route, and is in no list', async () => {
    const stranger = await service.person({ [elsewhere.accountId]: ['administrator'] });
    const charger = await addCharger(operator, garage);
    const site = `/v1/sites/${garage.siteId}`;
    const account = `/v1/accounts/${garage.accountId}`;
    const asked = await Promise.all([
      ...[site, `${site}/hierarchy`, `${site}/panels/${garage.panelId}`].map((url) =>
        stranger('GET', url),
      ),
      stranger('GET', chargerUrl(charger)),
      editCharger(stranger, charger, { alias: 'mine' }),
      stranger('POST', `${site}/chargers`, { body: chargerForm(garage) }),
      stranger('DELETE', `${site}/panels/${garage.panelId}`, { ifMatch: '"1"' }),
      stranger('GET', account),
      stranger('GET', `${account}/drivers`),
      stranger('GET', `/v1/chargers?accountId=${garage.accountId}`),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 404));
    const own = await addCharger(stranger, elsewhere);
    const lists = ['/v1/chargers', '/v1/sites', '/v1/panels', '/v1/accounts'];
    for (const list of lists) {
      const { body } = await granted(stranger('GET', list, { atLeast: own.position }));
      expect(body.total).toBe(1);
      expect(JSON.stringify(body)).not.toContain(garage.accountId);
    }
  });

  it('cannot be reached through a path of one’s own site', async () => {
    const charger = await addCharger(operator, garage);
    const url = `/v1/sites/${elsewhere.siteId}/chargers/${charger.body.id}`;
    expect(await operator('GET', url)).toMatchObject({ status: 404 });
  });
});

describe('A charger needs attention', () => {
  it('when its rate plan is archived, or payment withdrawn, and says why', async () => {
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    const paymentTerminals = [{ connector: 1, terminalId: freshLabel() }];
    const added = await addCharger(operator, garage, { paymentTerminals });
    const overrides = { rate: { ratePlanId: plan.body.id } };
    const charger = await granted(editCharger(operator, added, { overrides }));
    expect(charger.body.needsAttention).toEqual([]);

    const archive = `/v1/rate-plans/${plan.body.id}/archive`;
    await granted(operator('POST', archive, { ifMatch: plan.etag, body: {} }));
    const account = `/v1/accounts/${garage.accountId}`;
    const { etag: ifMatch } = await operator('GET', account);
    const body = { paymentIntegrations: [] };
    const { position } = await granted(operator('PATCH', account, { body, ifMatch }));
    const shown = await operator('GET', chargerUrl(charger));
    const reasons = [
      expect.objectContaining({ code: 'payment-integration-missing' }),
      expect.objectContaining({ code: 'rate-plan-archived' }),
    ];
    expect(shown).toMatchObject({ etag: charger.etag, body: { paymentTerminals, overrides } });
    expect(shown.body.needsAttention).toEqual(reasons);
    const url = `/v1/chargers?siteId=${garage.siteId}&needsAttention=true`;
    const listed = await granted(operator('GET', url, { atLeast: position }));
    expect(listed.body.items).toEqual([
      expect.objectContaining({ id: charger.body.id, needsAttention: reasons }),
    ]);
  });
});
