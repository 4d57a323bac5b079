import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import { addCharger, type Garage, granted, openGarage, editCharger } from '../support/garage';
import { type Person } from '../support/test-service';

const ADMINISTRATOR = { '*': ['administrator'] } as const;

describeInBrowser('The activity of an account', () => {
  let office: BackOffice;
  let operator: Person;
  let garage: Garage;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice();
    operator = await office.service.person(ADMINISTRATOR, 'dana');
    garage = await openGarage(operator);
    visitor = await office.visitor(ADMINISTRATOR);
    await visitor.page.goto(`/accounts/${garage.accountId}/activity`);
  });
  afterAll(async () => {
    await visitor.leave();
    await office.close();
  });

  it('tells in sentences who did what, and leads to the thing', async () => {
    const { page } = visitor;
    const sites = page.getByRole('listitem').filter({ hasText: 'dana added site' });
    expect(await sites.first().getByRole('link').getAttribute('href')).toContain('/energy/');
    expect(await visitor.violations()).toEqual([]);
  });

  it('tells of what others do while one looks on, with the reason', async () => {
    const { page } = visitor;
    const charger = await addCharger(operator, garage);
    const name = charger.body.chargerId as string;
    const added = page.getByRole('listitem').filter({ hasText: `added charger ${name}` });
    await added.waitFor();
    expect(await added.getAttribute('class')).toContain('act-new');
    const change = { scope: { kind: 'open' }, alias: 'Gate', reason: 'Open day' };
    await editCharger(operator, charger, change);
    const told = page.getByRole('listitem').filter({ hasText: 'Reason: Open day' });
    await told.waitFor();
    const text = await told.innerText();
    expect(text).toContain('changed who may use charger Gate');
    expect(text).toContain('changed the alias of charger Gate');
  });

  it('names nobody by an id that has a name, once that can be known', async () => {
    foreseeRefusal(400, /^\/v1\/actors$/);
    const { page } = visitor;
    const added = (name: string) => page.getByRole('listitem').filter({ hasText: `${name} added` });
    let answer = (): void => undefined;
    const isTime = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/actors?*', async (route) => {
      await isTime;
      await route.fulfill({ json: { items: [{ id: 'dana', name: 'Dana Oakes' }] } });
    });
    await page.reload();
    await added('…').first().waitFor();
    answer();
    await added('Dana Oakes').first().waitFor();
    await page.route('**/v1/actors?*', (route) => route.fulfill({ status: 400, json: {} }));
    await page.reload();
    await added('dana').first().waitFor();
    await page.unrouteAll();
  });

  it('leads to nothing that was removed since, and on from where that was', async () => {
    foreseeRefusal(404, /^\/v1\/drivers\//);
    const { page } = visitor;
    const drivers = `/v1/accounts/${garage.accountId}/drivers`;
    const driver = await granted(operator('POST', drivers, { body: { externalId: 'EMP-1' } }));
    const link = page.getByRole('link', { name: 'EMP-1' });
    const path = await link.getAttribute('href');
    const removed = { ifMatch: driver.etag };
    await granted(operator('DELETE', `/v1/drivers/${driver.body.id as string}`, removed));
    await page.getByText('removed driver EMP-1').waitFor();
    expect(await link.count()).toBe(0);
    await page.goto(`${path}`);
    await page.getByText('It was removed').waitFor();
    await page.getByRole('link', { name: 'To the activity' }).click();
    await page.getByText('removed driver EMP-1').waitFor();
  });
});
