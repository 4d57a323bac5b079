import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { type Visitor } from '../support/visitor';
import { addCharger, type Garage, openGarage, editCharger } from '../support/garage';
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
});
