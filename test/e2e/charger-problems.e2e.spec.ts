import { randomUUID } from 'node:crypto';

import {
  addCharger,
  addPanel,
  addSite,
  chargerForm,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
  retireCharger,
} from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

let place: Place;
let service: Service;
let operator: Person;
let garage: Garage;
let elsewhere: Garage;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator', 'support'] });
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

function add(body: object, where = garage): Promise<Answer> {
  const url = `/v1/sites/${where.siteId}/chargers`;
  return operator('POST', url, { body: chargerForm(where, body) });
}

async function edit(form: object, body: object, where = garage): Promise<Answer> {
  return editCharger(operator, await addCharger(operator, where, form), body);
}

async function idOf(asked: Promise<Answer>): Promise<string> {
  return (await granted(asked)).body.id;
}

function addDriver(accountId: string, body: object = {}): Promise<Answer> {
  const sent = { body: { externalId: 'EMP-1', ...body } };
  return granted(operator('POST', `/v1/accounts/${accountId}/drivers`, sent));
}

async function archivedPlan(): Promise<string> {
  const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Old' } }));
  const url = `/v1/rate-plans/${plan.body.id}/archive`;
  return idOf(operator('POST', url, { ifMatch: plan.etag, body: {} }));
}

async function deactivated(): Promise<Garage> {
  const own = await openGarage(operator, { site: MANAGED });
  const url = `/v1/sites/${own.siteId}`;
  const { etag: ifMatch } = await operator('GET', url);
  const body = { active: false, reason: 'Closed for the winter' };
  await granted(operator('PATCH', url, { body, ifMatch }));
  return own;
}

const LIMITS = { minimumAmps: 6, maximumAmps: 1000 };
const OUTSIDE = randomUUID();

/** What was asked, how it was refused: code and pointer, and the figures. */
type Case = readonly [string, () => Promise<Answer>, string, string, object?];

const FIELDS: readonly Case[] = [
  [
    'a limit below 6 A',
    () => add({ limitAmps: 5.9 }),
    'limit-out-of-range',
    '/limitAmps',
    { limitAmps: 5.9, ...LIMITS },
  ],
  [
    'a limit with two decimals',
    () => edit({}, { limitAmps: 16.05 }),
    'limit-out-of-range',
    '/limitAmps',
    { limitAmps: 16.05, ...LIMITS },
  ],
  [
    'a panel that nobody has',
    () => add({ panelId: OUTSIDE }),
    'panel-not-found',
    '/panelId',
    { panelId: OUTSIDE },
  ],
  [
    'a panel of another site',
    () => edit({}, { panelId: elsewhere.panelId }),
    'panel-not-found',
    '/panelId',
  ],
  [
    'private to nobody',
    () => add({ scope: { kind: 'private' } }),
    'scope-payload-invalid',
    '/scope',
    { kind: 'private' },
  ],
  [
    'public with a driver',
    () => add({ scope: { kind: 'public', driverId: OUTSIDE } }),
    'scope-payload-invalid',
    '/scope',
  ],
  [
    'groups without one',
    () => edit({}, { scope: { kind: 'groups', groupIds: [] } }),
    'scope-payload-invalid',
    '/scope',
  ],
  [
    'one group twice',
    () => add({ scope: { kind: 'groups', groupIds: [OUTSIDE, OUTSIDE] } }),
    'scope-payload-invalid',
    '/scope',
  ],
  [
    'a hundred and one groups',
    () =>
      add({ scope: { kind: 'groups', groupIds: Array.from({ length: 101 }, () => randomUUID()) } }),
    'scope-payload-invalid',
    '/scope',
  ],
  [
    'a driver that nobody knows',
    () => add({ scope: { kind: 'private', driverId: OUTSIDE } }),
    'driver-not-found',
    '/scope/driverId',
    { driverId: OUTSIDE },
  ],
  [
    'a driver of another account',
    async () => {
      const { body } = await addDriver(elsewhere.accountId);
      return edit({}, { scope: { kind: 'private', driverId: body.id } });
    },
    'driver-not-found',
    '/scope/driverId',
  ],
  [
    'a driver who is blocked',
    async () => {
      const { body, etag } = await addDriver(garage.accountId);
      const blocked = { body: { blocked: true }, ifMatch: etag };
      await granted(operator('PATCH', `/v1/drivers/${body.id}`, blocked));
      return add({ scope: { kind: 'private', driverId: body.id } });
    },
    'driver-blocked',
    '/scope/driverId',
  ],
  [
    'a group of another account',
    async () => {
      const body = { name: 'G', accountId: elsewhere.accountId };
      const theirs = await idOf(operator('POST', '/v1/groups', { body }));
      const ours = await idOf(operator('POST', '/v1/groups', { body: { name: 'G' } }));
      return add({ scope: { kind: 'groups', groupIds: [ours, theirs] } });
    },
    'group-not-found',
    '/scope/groupIds/1',
  ],
  [
    'a terminal where the account has no integration',
    () => add({ paymentTerminals: [{ connector: 1, terminalId: 'T' }] }, elsewhere),
    'payment-integration-missing',
    '/paymentTerminals',
  ],
  [
    'a terminal on a connector that is not there',
    () => add({ paymentTerminals: [{ connector: 2, terminalId: freshLabel() }] }),
    'connector-not-found',
    '/paymentTerminals/0/connector',
    { connector: 2 },
  ],
  [
    'a connector to go that has a terminal',
    () => {
      const paymentTerminals = [{ connector: 1, terminalId: 'IN-USE' }];
      return edit({ paymentTerminals }, { connectors: [{ number: 2 }] });
    },
    'connector-in-use',
    '/connectors',
    { connector: 1, terminalId: 'IN-USE' },
  ],
  [
    'an override on an add',
    () => add({ overrides: { delay: { cancelled: true } } }),
    'overrides-not-allowed-on-add',
    '/overrides',
  ],
];

const RULES: readonly Case[] = [
  [
    'to be opened without a reason',
    () => edit({}, { scope: { kind: 'open' } }),
    'reason-required',
    '/reason',
  ],
  [
    'to be public without a reason',
    () => edit({}, { scope: { kind: 'public' } }),
    'reason-required',
    '/reason',
  ],
  ['a place at an inactive site', async () => add({}, await deactivated()), 'site-inactive', ''],
  [
    'more than its panel carries',
    async () => {
      const own = await openGarage(operator, {
        site: { ...MANAGED, continuousLoadFactor: 0.8 },
        panel: { ratedLimitAmps: 100 },
      });
      return add({ limitAmps: 80.1 }, own);
    },
    'limit-exceeds-panel',
    '/limitAmps',
    { panelName: 'Main', usableAmps: 80, limitAmps: 80.1 },
  ],
  [
    'more than is left without energy management',
    async () => {
      const own = await openGarage(operator, { panel: { ratedLimitAmps: 30 } });
      await addCharger(operator, own);
      return add({ limitAmps: 14.1 }, own);
    },
    'oversubscribed-without-energy-management',
    '/limitAmps',
    { panelName: 'Main', worstAmps: 30, sumAmps: 30.1, excessAmps: 0.1 },
  ],
  [
    'a share offline that no panel has',
    async () => {
      const own = await openGarage(operator, { site: MANAGED, panel: { ratedLimitAmps: 16 } });
      await addCharger(operator, own);
      await addCharger(operator, own);
      return add({}, own);
    },
    'offline-allocation-exceeds-panel',
    '/limitAmps',
    { panelName: 'Main', worstAmps: 16, sumAmps: 18, excessAmps: 2 },
  ],
  [
    'an offline allocation of 3 A',
    () => edit({}, { overrides: { offlineAllocation: { amps: 3 } } }),
    'offline-allocation-out-of-range',
    '/overrides/offlineAllocation/amps',
    { offlineAllocationAmps: 3, ...LIMITS },
  ],
  [
    'an offline allocation above its limit',
    () => edit({}, { overrides: { offlineAllocation: { amps: 17 } } }),
    'offline-allocation-exceeds-limit',
    '/overrides/offlineAllocation/amps',
    { offlineAllocationAmps: 17, limitAmps: 16 },
  ],
  [
    'an offline allocation without energy management',
    () => edit({}, { overrides: { offlineAllocation: { amps: 6 } } }, elsewhere),
    'offline-allocation-needs-energy-management',
    '/overrides/offlineAllocation',
  ],
  [
    'a rate plan that nobody knows',
    () => edit({}, { overrides: { rate: { ratePlanId: OUTSIDE } } }),
    'rate-plan-not-found',
    '/overrides/rate/ratePlanId',
    { ratePlanId: OUTSIDE },
  ],
  [
    'a rate plan that is archived',
    async () => edit({}, { overrides: { rate: { ratePlanId: await archivedPlan() } } }),
    'rate-plan-archived',
    '/overrides/rate/ratePlanId',
  ],
  [
    'a delay cancelled that the site has not',
    () => edit({}, { overrides: { delay: { cancelled: true } } }),
    'site-delay-off',
    '/overrides/delay',
  ],
];

function problemOf([asked, ask, code, pointer, figures]: Case) {
  return { asked, ask, problem: { code, pointer, ...figures } };
}

describe('A charger is refused, with 422,', () => {
  it.each([...FIELDS, ...RULES].map(problemOf))('$asked', async ({ ask, problem }) => {
    const answer = await ask();
    expect(answer).toMatchObject({
      status: 422,
      headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/) },
      body: { type: `/problems/${problem.code}`, status: 422, ...problem },
    });
    const errors = answer.body.errors as readonly { readonly detail: string }[];
    expect(errors[0]).toMatchObject(problem);
    expect(answer.body.detail).toBe(errors[0]?.detail);
    expect(answer.body.requestId).toEqual(expect.any(String));
  });

  it('everything that is wrong at once, in the order of the rules', async () => {
    const { body } = await add({
      limitAmps: 5,
      panelId: OUTSIDE,
      scope: { kind: 'private' },
      paymentTerminals: [{ connector: 9, terminalId: 'T' }],
      overrides: { delay: { cancelled: true } },
    });
    const codes = (body.errors as readonly { readonly code: string }[]).map(({ code }) => code);
    expect(codes.slice(0, 5)).toEqual([
      'limit-out-of-range',
      'panel-not-found',
      'scope-payload-invalid',
      'connector-not-found',
      'overrides-not-allowed-on-add',
    ]);
  });

  it('any change once it is retired, also one that would change nothing', async () => {
    const retired = await granted(retireCharger(operator, await addCharger(operator, garage)));
    const code = 'charger-retired';
    const { chargerId } = retired.body;
    for (const body of [{ limitAmps: 20 }, { limitAmps: 16 }]) {
      const answer = await editCharger(operator, retired, body);
      expect(answer).toMatchObject({ status: 422, body: { code, chargerId } });
    }
    expect(await retireCharger(operator, retired)).toMatchObject({ status: 422, body: { code } });
  });
});

describe('A value that another holds is refused, with 409,', () => {
  const TAKEN: readonly (readonly [string, (label: string) => object, object])[] = [
    [
      'a Charger ID in another case',
      (label) => ({ chargerId: label }),
      { code: 'charger-id-taken', pointer: '/chargerId' },
    ],
    [
      'a QA alias that is a Charger ID',
      (label) => ({ qaAlias: label }),
      { code: 'qa-alias-taken', pointer: '/qaAlias' },
    ],
  ];

  it.each(TAKEN)('%s, without saying by whom', async (_, formOf, problem) => {
    const label = freshLabel();
    const holder = await addCharger(operator, elsewhere, { chargerId: label });
    const answer = await add(formOf(label.toLowerCase()));
    expect(answer).toMatchObject({ status: 409, body: problem });
    const said = JSON.stringify(answer.body);
    for (const secret of [holder.body.id, elsewhere.siteId, elsewhere.accountId, label]) {
      expect(said).not.toContain(secret);
    }
  });

  it('both labels and a terminal, each of them named', async () => {
    const [chargerId, qaAlias, terminalId] = [freshLabel(), freshLabel(), freshLabel()];
    const paymentTerminals = [{ connector: 1, terminalId }];
    const site = await addSite(operator, garage.accountId);
    const panel = await addPanel(operator, site.body.id);
    const other = { ...garage, siteId: site.body.id, panelId: panel.body.id };
    await addCharger(operator, other, { chargerId, qaAlias, paymentTerminals });
    const answer = await add({ chargerId, qaAlias, paymentTerminals });
    expect(answer).toMatchObject({ status: 409, body: { code: 'charger-id-taken' } });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ code: 'charger-id-taken', pointer: '/chargerId' }),
      expect.objectContaining({ code: 'qa-alias-taken', pointer: '/qaAlias' }),
      expect.objectContaining({
        code: 'payment-terminal-taken',
        pointer: '/paymentTerminals/0/terminalId',
      }),
    ]);
  });

  it('only when no rule refuses, and what was free stays free', async () => {
    const [taken, free] = [freshLabel(), freshLabel()];
    await addCharger(operator, elsewhere, { chargerId: taken });
    const both = await add({ chargerId: taken, limitAmps: 5 });
    expect(both).toMatchObject({ status: 422, body: { code: 'limit-out-of-range' } });
    expect(await add({ chargerId: taken, qaAlias: free })).toMatchObject({ status: 409 });
    expect(await add({ chargerId: free })).toMatchObject({ status: 201 });
  });
});
