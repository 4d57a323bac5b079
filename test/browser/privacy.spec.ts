import { type Route } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { addCharger, type Garage, granted, openGarage } from '../support/garage';
import { type Person } from '../support/test-service';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import { rowOf } from './charger-form';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const MARK = 'Zanzibar';
const PLACES = ['chargers', 'energy', 'map', 'drivers', 'groups', 'rates', 'activity', 'import'];

describeInBrowser('What somebody sees', () => {
  let office: BackOffice;
  let operator: Person;
  let own: Garage;
  let other: Garage;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice();
    operator = await office.service.person(ADMINISTRATOR, 'dana');
    own = await openGarage(operator, { account: { name: 'Own House' } });
    other = await openMarkedGarage();
  });
  afterAll(() => office.close());
  afterEach(() => visitor.leave());

  /** All that it has goes by a name with the mark in it. */
  async function openMarkedGarage(): Promise<Garage> {
    const name = `${MARK} Towers`;
    const garage = await openGarage(operator, {
      account: { name },
      site: { name },
      panel: { name },
    });
    await addCharger(operator, garage, { chargerId: `${MARK}-1`, alias: MARK, parking: MARK });
    const drivers = `/v1/accounts/${garage.accountId}/drivers`;
    await granted(operator('POST', drivers, { body: { externalId: `${MARK}-7` } }));
    const group = { name: `${MARK} crew`, accountId: garage.accountId };
    await granted(operator('POST', '/v1/groups', { body: group }));
    return garage;
  }

  /** Every answer in full: of one that a page did not wait for the browser has nothing any more. */
  async function readOnTheWay(route: Route): Promise<string> {
    const response = await route.fetch();
    const text = await response.text();
    // The page may have gone on meanwhile.
    await route.fulfill({ response }).catch(() => undefined);
    return text;
  }

  it('is nothing of an account that one has no role for, not in any answer', async () => {
    foreseeRefusal(404, /^\/v1\//);
    visitor = await office.visitor({ [own.accountId]: ['administrator'] });
    const { page } = visitor;
    const answers: Promise<string>[] = [];
    await page.route(/\/(?:v1|auth)\/(?!changes)/, (route) => {
      const answer = readOnTheWay(route);
      answers.push(answer);
      // One that cannot be read fails the test where all are looked at.
      return answer.then(
        () => undefined,
        () => undefined,
      );
    });
    for (const place of PLACES) {
      await page.goto(`/accounts/${own.accountId}/${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto(`/accounts/${other.accountId}/${place}`);
      await page.getByText('This account is not here').waitFor();
    }
    await page.goto(`/accounts/${own.accountId}/energy/${other.siteId}`);
    await page.getByText('This site is not here').waitFor();
    const told = await Promise.all(answers);
    expect(told.some((text) => text.includes('Own House'))).toBe(true);
    expect(told.filter((text) => text.includes(MARK))).toEqual([]);
  });

  it('is what another one typed, as text', async () => {
    visitor = await office.visitor(ADMINISTRATOR);
    const { page } = visitor;
    const alias = '<img src=x onerror=alert(1)>';
    const { body } = await addCharger(operator, own, { alias });
    await page.goto(`/accounts/${own.accountId}/chargers`);
    await rowOf(page, body.chargerId as string).waitFor();
    expect(await rowOf(page, body.chargerId as string).innerText()).toContain(alias);
    await page.goto(`/accounts/${own.accountId}/activity`);
    await eventually(async () => {
      expect(await page.getByRole('main').innerText()).toContain('added charger');
    });
    expect(await page.locator('img[src=x]').count()).toBe(0);
  });
});
