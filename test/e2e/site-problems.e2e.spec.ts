import { randomUUID } from 'node:crypto';

import {
  addCharger,
  addPanel,
  type Garage,
  type GarageForms,
  granted,
  MANAGED,
  openGarage,
} from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

let place: Place;
let service: Service;
let operator: Person;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator', 'support'] });
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

async function patch(url: string, body: object): Promise<Answer> {
  const { etag: ifMatch } = await granted(operator('GET', url));
  return operator('PATCH', url, { body, ifMatch });
}

function panelsUrl({ siteId }: Garage): string {
  return `/v1/sites/${siteId}/panels`;
}

/** A garage of these forms with chargers of these limits, and what the site is asked to become. */
async function siteWith(
  { chargers = [], ...forms }: GarageForms & { readonly chargers?: readonly number[] },
  body: object,
): Promise<Answer> {
  const garage = await openGarage(operator, forms);
  for (const limitAmps of chargers) await addCharger(operator, garage, { limitAmps });
  return patch(`/v1/sites/${garage.siteId}`, body);
}

async function mainPanelWith(
  { chargers = [], ...forms }: GarageForms & { readonly chargers?: readonly number[] },
  body: object,
): Promise<Answer> {
  const garage = await openGarage(operator, forms);
  for (const limitAmps of chargers) await addCharger(operator, garage, { limitAmps });
  return patch(`${panelsUrl(garage)}/${garage.panelId}`, body);
}

/** Panels one below the other, as many as are asked for; the ids from the main one down. */
async function chainOf(garage: Garage, length: number): Promise<readonly string[]> {
  const ids = [garage.panelId];
  while (ids.length < length) {
    const parentPanelId = ids.at(-1);
    ids.push((await addPanel(operator, garage.siteId, { parentPanelId })).body.id);
  }
  return ids;
}

async function addPanelTo(body: object): Promise<Answer> {
  const garage = await openGarage(operator);
  const form = { name: 'Level 2', ratedLimitAmps: 100, parentPanelId: garage.panelId, ...body };
  return operator('POST', panelsUrl(garage), { body: form });
}

const OUTSIDE = randomUUID();
const SCHEDULED = { kind: 'scheduled', peakAmps: 50, offPeakAmps: 80 };
const SMALL = { panel: { ratedLimitAmps: 100 } };

/** What was asked, and how it was refused: code, pointer and figures. */
type Case = readonly [string, () => Promise<Answer>, string, string, object?];

const PANELS: readonly Case[] = [
  [
    'a parent that is not of its site',
    () => addPanelTo({ parentPanelId: OUTSIDE }),
    'panel-not-found',
    '/parentPanelId',
    { panelId: OUTSIDE },
  ],
  [
    'to hang below itself',
    async () => {
      const garage = await openGarage(operator);
      const [main, , last] = await chainOf(garage, 3);
      return patch(`${panelsUrl(garage)}/${main}`, { parentPanelId: last });
    },
    'panel-tree-invalid',
    '/parentPanelId',
    { problem: 'cycle' },
  ],
  [
    'a path of seventeen panels',
    async () => {
      const garage = await openGarage(operator);
      const parentPanelId = (await chainOf(garage, 16)).at(-1);
      const body = { name: 'Seventeenth', ratedLimitAmps: 100, parentPanelId };
      return operator('POST', panelsUrl(garage), { body });
    },
    'panel-tree-invalid',
    '/parentPanelId',
    { problem: 'too-deep', pathLength: 17 },
  ],
  [
    'the name of another, in another case',
    () => addPanelTo({ name: 'MAIN' }),
    'panel-name-taken',
    '/name',
    { panelName: 'MAIN' },
  ],
  [
    'a schedule below another panel',
    () => addPanelTo({ evLimit: SCHEDULED }),
    'schedule-on-child-panel',
    '/evLimit',
  ],
  [
    'to get a parent while it has a schedule',
    async () => {
      const garage = await openGarage(operator);
      const { body } = await addPanel(operator, garage.siteId, { evLimit: SCHEDULED });
      return patch(`${panelsUrl(garage)}/${body.id}`, { parentPanelId: garage.panelId });
    },
    'schedule-on-child-panel',
    '/parentPanelId',
  ],
  [
    'an EV limit above what it can carry',
    () => addPanelTo({ evLimit: { kind: 'fixed', amps: 100.1 } }),
    'ev-limit-exceeds-rated',
    '/evLimit/amps',
    { panelName: 'Level 2', usableAmps: 100, evLimitAmps: 100.1 },
  ],
  [
    'a peak above what it can carry',
    () => mainPanelWith(SMALL, { evLimit: { kind: 'scheduled', peakAmps: 101, offPeakAmps: 9 } }),
    'ev-limit-exceeds-rated',
    '/evLimit/peakAmps',
    { usableAmps: 100, evLimitAmps: 101 },
  ],
  [
    'a breaker smaller than a charger below it',
    () => mainPanelWith({ ...SMALL, site: MANAGED, chargers: [20] }, { ratedLimitAmps: 19 }),
    'limit-exceeds-panel',
    '/ratedLimitAmps',
    { usableAmps: 19, limitAmps: 20, chargerId: expect.any(String) },
  ],
  [
    'less than its chargers may draw, without energy management',
    () =>
      mainPanelWith({ ...SMALL, chargers: [20, 30] }, { evLimit: { kind: 'fixed', amps: 49.9 } }),
    'oversubscribed-without-energy-management',
    '/evLimit',
    { panelName: 'Main', worstAmps: 49.9, sumAmps: 50, excessAmps: 0.1 },
  ],
  [
    'less than its chargers draw when offline',
    () =>
      mainPanelWith(
        { ...SMALL, site: MANAGED, chargers: [20, 30] },
        { evLimit: { kind: 'scheduled', peakAmps: 11, offPeakAmps: 90 } },
      ),
    'offline-allocation-exceeds-panel',
    '/evLimit',
    { panelName: 'Main', worstAmps: 11, sumAmps: 12, excessAmps: 1 },
  ],
  [
    'to be removed with what is below it',
    async () => {
      const garage = await openGarage(operator);
      await addCharger(operator, garage);
      await addPanel(operator, garage.siteId, { parentPanelId: garage.panelId });
      const url = `${panelsUrl(garage)}/${garage.panelId}`;
      const { etag: ifMatch } = await operator('GET', url);
      return operator('DELETE', url, { ifMatch });
    },
    'panel-not-empty',
    '',
    { childPanelCount: 1, chargerCount: 1 },
  ],
];

const SITES: readonly Case[] = [
  [
    'to be deactivated without a reason',
    () => siteWith({}, { active: false }),
    'reason-required',
    '/reason',
  ],
  [
    'half a location',
    () => siteWith({}, { location: { latitude: 52 } }),
    'location-incomplete',
    '/location/longitude',
  ],
  [
    'a load factor that an EV limit has no room in',
    () =>
      siteWith(
        { panel: { ratedLimitAmps: 100, evLimit: { kind: 'fixed', amps: 81 } } },
        { continuousLoadFactor: 0.8 },
      ),
    'ev-limit-exceeds-rated',
    '/continuousLoadFactor',
    { panelName: 'Main', usableAmps: 80, evLimitAmps: 81 },
  ],
  [
    'a load factor that a charger has no room in',
    () =>
      siteWith(
        { site: MANAGED, panel: { ratedLimitAmps: 20 }, chargers: [17] },
        { continuousLoadFactor: 0.8 },
      ),
    'limit-exceeds-panel',
    '/continuousLoadFactor',
    { panelName: 'Main', usableAmps: 16, limitAmps: 17, chargerId: expect.any(String) },
  ],
  [
    'to go without energy management while it is oversubscribed',
    () =>
      siteWith(
        { site: MANAGED, panel: { ratedLimitAmps: 30 }, chargers: [16, 16] },
        { energyManagement: false },
      ),
    'oversubscribed-without-energy-management',
    '/energyManagement',
    { panelName: 'Main', worstAmps: 30, sumAmps: 32, excessAmps: 2 },
  ],
  [
    'more for all when offline than a panel has',
    () =>
      siteWith(
        { site: MANAGED, panel: { ratedLimitAmps: 20 }, chargers: [16, 16] },
        { offlineAllocationAmps: 10.5 },
      ),
    'offline-allocation-exceeds-panel',
    '/offlineAllocationAmps',
    { panelName: 'Main', worstAmps: 20, sumAmps: 21, excessAmps: 1 },
  ],
  [
    'energy management without an offline allocation',
    () => siteWith({}, { energyManagement: true }),
    'offline-allocation-required',
    '/offlineAllocationAmps',
  ],
  [
    'an offline allocation of 5.9 A',
    () => siteWith({ site: MANAGED }, { offlineAllocationAmps: 5.9 }),
    'offline-allocation-out-of-range',
    '/offlineAllocationAmps',
    { offlineAllocationAmps: 5.9, minimumAmps: 6, maximumAmps: 1000 },
  ],
  [
    'delayed charging without energy management',
    () => siteWith({}, { delayedCharging: true }),
    'delayed-charging-needs-energy-management',
    '/delayedCharging',
  ],
  [
    'to go without energy management while charging is delayed',
    () => siteWith({ site: { ...MANAGED, delayedCharging: true } }, { energyManagement: false }),
    'delayed-charging-needs-energy-management',
    '/energyManagement',
  ],
  [
    'a member rate that nobody knows',
    () => siteWith({}, { memberRatePlanId: OUTSIDE }),
    'rate-plan-not-found',
    '/memberRatePlanId',
    { ratePlanId: OUTSIDE },
  ],
  [
    'a member rate that is archived',
    async () => {
      const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Old' } }));
      const url = `/v1/rate-plans/${plan.body.id}/archive`;
      await granted(operator('POST', url, { ifMatch: plan.etag, body: {} }));
      return siteWith({}, { memberRatePlanId: plan.body.id });
    },
    'rate-plan-archived',
    '/memberRatePlanId',
  ],
];

const OTHERS: readonly Case[] = [
  [
    'a group of an account that nobody knows',
    () => operator('POST', '/v1/groups', { body: { name: 'G', accountId: OUTSIDE } }),
    'account-not-found',
    '/accountId',
    { accountId: OUTSIDE },
  ],
  [
    'a driver moved to an account that nobody knows',
    async () => {
      const { accountId } = await openGarage(operator);
      const body = { externalId: 'EMP-1' };
      const driver = await granted(operator('POST', `/v1/accounts/${accountId}/drivers`, { body }));
      return patch(`/v1/drivers/${driver.body.id}`, { accountId: OUTSIDE });
    },
    'account-not-found',
    '/accountId',
  ],
];

function problemOf([asked, ask, code, pointer, figures]: Case) {
  return { asked, ask, problem: { code, pointer, ...figures } };
}

function expectRefused(answer: Answer, problem: object): void {
  expect(answer).toMatchObject({
    status: 422,
    headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/) },
    body: problem,
  });
  expect(answer.body.errors[0]).toMatchObject(problem);
}

describe('A panel is refused, with 422,', () => {
  it.each(PANELS.map(problemOf))('$asked', async ({ ask, problem }) => {
    expectRefused(await ask(), problem);
  });
});

describe('A site is refused, with 422,', () => {
  it.each(SITES.map(problemOf))('$asked', async ({ ask, problem }) => {
    expectRefused(await ask(), problem);
  });
});

describe('Refused, with 422, is', () => {
  it.each(OTHERS.map(problemOf))('$asked', async ({ ask, problem }) => {
    expectRefused(await ask(), problem);
  });
});
