import { type Locator, type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import { addAccount, granted } from '../support/garage';
import { type Answer, type Person } from '../support/test-service';

const ADMINISTRATOR = { '*': ['administrator'] } as const;

describeInBrowser('The lists of an account', () => {
  let office: BackOffice;
  let operator: Person;
  let accountId: string;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    operator = await office.service.person(ADMINISTRATOR, 'dana');
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    accountId = (await addAccount(operator, { name: 'Quayside Homes' })).body.id as string;
    visitor = await office.visitor(ADMINISTRATOR);
    ({ page } = visitor);
  });
  afterEach(() => visitor.leave());

  function sheet(): Locator {
    return page.getByRole('dialog').first();
  }

  async function save(): Promise<void> {
    await page.keyboard.press('Control+Enter');
  }

  /** Those of the list, which the page has just shown. */
  async function driverNamed(externalId: string): Promise<Answer['body']> {
    const list = `/v1/accounts/${accountId}/drivers?q=${externalId}`;
    return (await granted(operator('GET', list))).body.items[0];
  }

  async function isBlocked(driver: Answer): Promise<boolean> {
    const { body } = await granted(operator('GET', `/v1/drivers/${driver.body.id as string}`));
    return body.blocked as boolean;
  }

  it('teach where they are empty, and take a driver without a mouse', async () => {
    await page.goto(`/accounts/${accountId}/drivers`);
    await page.getByText('No driver yet').waitFor();
    expect(await visitor.violations()).toEqual([]);
    await page.keyboard.press('n');
    await sheet().getByRole('textbox', { name: 'External ID' }).fill('EMP-20871');
    await sheet().getByRole('combobox', { name: 'New RFID cards' }).fill('04A2B3C4');
    await page.keyboard.press('Enter');
    expect(await visitor.violations()).toEqual([]);
    await save();
    await page.getByRole('link', { name: 'EMP-20871' }).waitFor();
    const driver = await driverNamed('EMP-20871');
    expect(driver).toMatchObject({ blocked: false, rfidCards: [{}] });
  });

  it('take a card that was typed last, without a further key', async () => {
    await page.goto(`/accounts/${accountId}/drivers/new`);
    await sheet().getByRole('textbox', { name: 'External ID' }).fill('EMP-5');
    await sheet().getByRole('combobox', { name: 'New RFID cards' }).fill('04D4C3B2');
    await save();
    await page.getByRole('link', { name: 'EMP-5' }).waitFor();
    expect(await driverNamed('EMP-5')).toMatchObject({ rfidCards: [{}] });
  });

  it('begin at their first page where the address names a place that is none', async () => {
    foreseeRefusal(400, /\/drivers$/);
    const drivers = `/v1/accounts/${accountId}/drivers`;
    await granted(operator('POST', drivers, { body: { externalId: 'EMP-6' } }));
    await page.goto(`/accounts/${accountId}/drivers?q=EMP&cursor=of-another-book`);
    await page.getByRole('link', { name: 'EMP-6' }).waitFor();
    expect(page.url()).toMatch(/\/drivers\?q=EMP$/);
  });

  it('are not fetched anew because a stream of changes ended, as each does', async () => {
    let streams = 0;
    let lists = 0;
    const body = 'retry: 20\nevent: open\nid: here\ndata: {}\n\n';
    await page.route('**/v1/changes?*', (route) => {
      streams += 1;
      return route.fulfill({ contentType: 'text/event-stream', body });
    });
    page.on('request', (request) => {
      if (/\/drivers\?/.test(request.url())) lists += 1;
    });
    await page.goto(`/accounts/${accountId}/drivers`);
    await page.getByText('No driver yet').waitFor();
    await eventually(() => expect(streams).toBeGreaterThan(5));
    expect(lists).toBe(1);
  });

  it('say at the field that a card is taken, and lose nothing', async () => {
    foreseeRefusal(409, /\/drivers$/);
    const drivers = `/v1/accounts/${accountId}/drivers`;
    const body = { externalId: 'EMP-1', rfidCards: ['0A0B0C0D'] };
    await granted(operator('POST', drivers, { body }));
    await page.goto(`/accounts/${accountId}/drivers/new`);
    await sheet().getByRole('textbox', { name: 'External ID' }).fill('EMP-2');
    await sheet().getByRole('combobox', { name: 'New RFID cards' }).fill('0a0b0c0d');
    await page.keyboard.press('Enter');
    await save();
    await sheet().locator('.ant-form-item-explain-error').waitFor();
    expect(await sheet().getByRole('textbox', { name: 'External ID' }).inputValue()).toBe('EMP-2');
    expect(await driverNamed('EMP-2')).toBeUndefined();
  });

  it('block a driver, and take it back', async () => {
    const drivers = `/v1/accounts/${accountId}/drivers`;
    const driver = await granted(operator('POST', drivers, { body: { externalId: 'EMP-3' } }));
    await page.goto(`/accounts/${accountId}/drivers`);
    await page.getByRole('link', { name: 'EMP-3' }).click();
    const form = page.getByRole('dialog', { name: 'Edit driver EMP-3' });
    const blocked = form.getByRole('switch', { name: 'Blocked' });
    expect(await blocked.innerText()).toMatch(/^On\s+Off$/);
    await blocked.click();
    await save();
    await page.getByText('EMP-3 is saved.').waitFor();
    expect(await isBlocked(driver)).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('EMP-3 is as it was before.').waitFor();
    expect(await isBlocked(driver)).toBe(false);
  });

  it('ask before a group goes, and show those of all accounts as such', async () => {
    // What is looked at anew behind the form is gone.
    foreseeRefusal(404, /^\/v1\/groups\//);
    await granted(operator('POST', '/v1/groups', { body: { name: 'Everybody' } }));
    await granted(operator('POST', '/v1/groups', { body: { name: 'Night shift', accountId } }));
    await page.goto(`/accounts/${accountId}/groups`);
    const shared = page.getByRole('row').filter({ hasText: 'Everybody' });
    expect(await shared.innerText()).toContain('All accounts');
    await page.getByRole('link', { name: 'Night shift' }).click();
    await sheet().getByRole('button', { name: 'Remove group' }).click();
    const question = page.getByRole('dialog').filter({ hasText: 'Remove group Night shift?' });
    await question.getByRole('button', { name: 'Remove group' }).click();
    await page.getByText('Night shift is removed.').waitFor();
    await page.getByRole('link', { name: 'Night shift' }).waitFor({ state: 'detached' });
    await page.locator('main:focus').waitFor();
  });

  it('show both versions of what somebody else changed meanwhile', async () => {
    foreseeRefusal(412, /^\/v1\/rate-plans\//);
    const added = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Day' } }));
    const path = `/v1/rate-plans/${added.body.id as string}`;
    await page.goto(`/accounts/${accountId}/rates/${added.body.id as string}`);
    await sheet().getByRole('textbox', { name: 'Name' }).fill('Mine');
    const other = { body: { name: 'Theirs' }, ifMatch: added.etag };
    await granted(operator('PATCH', path, other));
    await save();
    await sheet().getByText('It was changed while you had it open').waitFor();
    expect(await sheet().getByRole('alert').innerText()).toMatch(/Name\s+Theirs\s+Mine/);
    await sheet().getByRole('button', { name: 'Keep mine' }).click();
    await save();
    await page.getByText('Mine is saved.').waitFor();
    expect((await granted(operator('GET', path))).body).toMatchObject({ name: 'Mine' });
  });

  it('show nothing of a driver under the address of another account', async () => {
    const drivers = `/v1/accounts/${accountId}/drivers`;
    const driver = await granted(operator('POST', drivers, { body: { externalId: 'EMP-4' } }));
    const other = (await addAccount(operator, { name: 'Hillside Homes' })).body.id as string;
    await page.goto(`/accounts/${other}/drivers/${driver.body.id as string}`);
    await sheet().getByText('This is not here').first().waitFor();
    expect(await sheet().innerText()).not.toContain('EMP-4');
  });

  it.each(['drivers', 'groups', 'rates'])('of %s are for looking, for a viewer', async (place) => {
    const reader = await office.visitor({ '*': ['viewer'] }, { width: 390, scheme: 'dark' });
    await reader.page.goto(`/accounts/${accountId}/${place}`);
    await reader.page.getByRole('status').first().waitFor();
    expect(await reader.page.getByRole('button', { name: /^Add/ }).count()).toBe(0);
    expect(await reader.violations()).toEqual([]);
    await reader.leave();
  });
});
