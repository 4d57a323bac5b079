import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { addAccount, granted } from '../support/garage';
import { foreseeRefusal, type Visitor } from '../support/visitor';

const ADMINISTRATOR = { '*': ['administrator'] } as const;

describeInBrowser('The users of the book', () => {
  let office: BackOffice;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice();
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    visitor = await office.visitor(ADMINISTRATOR);
    await visitor.page.goto('/users');
  });
  afterEach(() => visitor.leave());

  it('are invited by a link that is shown once', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Invite user' }).first().click();
    const sheet = page.getByRole('dialog').first();
    await sheet.getByRole('textbox', { name: 'Name' }).fill('Dana Reyes');
    await sheet.getByRole('textbox', { name: 'E-mail address' }).fill('dana@rivertown.example');
    const everywhere = sheet.getByRole('group', { name: 'Roles for All accounts' });
    await everywhere.getByRole('checkbox', { name: 'Viewer' }).check();
    expect(await visitor.violations()).toEqual([]);
    await page.keyboard.press('Control+Enter');
    const link = page.getByRole('textbox', { name: 'The link' });
    await link.waitFor();
    expect(await link.inputValue()).toMatch(/\/welcome#\S{20,}$/);
    await page.getByRole('button', { name: 'I have sent it' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Dana Reyes' });
    expect(await row.innerText()).toContain('Viewer for all accounts');
    await link.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('/welcome#');
  });

  it('are deactivated after a question, and may be active again at once', async () => {
    const { page } = visitor;
    await page.getByRole('link', { name: 'Dana Reyes' }).click();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const question = page.getByRole('dialog').filter({ hasText: 'Deactivate Dana Reyes?' });
    await question.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Dana Reyes is deactivated.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Dana Reyes is as it was before.').waitFor();
  });

  it('lose no revoked role to a form that stood open, and get none back', async () => {
    foreseeRefusal(412, /^\/v1\/users\//);
    const { page } = visitor;
    const operator = await office.service.person(ADMINISTRATOR, 'dana');
    const account = (await addAccount(operator, { name: 'Rivertown' })).body.id as string;
    const { items } = (await granted(operator('GET', '/v1/users?q=Dana'))).body;
    const path = `/v1/users/${items[0].id as string}`;
    const first = await granted(operator('GET', path));
    const roles = { '*': ['viewer'], [account]: ['administrator'] };
    const held = { body: { roles }, ifMatch: first.etag };
    const { etag } = await granted(operator('PATCH', path, held));
    await page.getByRole('link', { name: 'Dana Reyes' }).click();
    const sheet = page.getByRole('dialog').first();
    const atAccount = sheet.getByRole('group', { name: 'Roles for Rivertown' });
    await atAccount.waitFor();
    await sheet.getByRole('textbox', { name: 'Name' }).fill('Dana R. Reyes');
    const fewer = { body: { roles: { '*': ['viewer'] } }, ifMatch: etag };
    await granted(operator('PATCH', path, fewer));
    await sheet.getByRole('button', { name: 'Save', exact: true }).click();
    await sheet.locator('button:focus').getByText('Keep both').click();
    await atAccount.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.getByText('Dana R. Reyes is saved.').waitFor();
    const saved = { name: 'Dana R. Reyes', roles: { '*': ['viewer'] } };
    expect((await granted(operator('GET', path))).body).toMatchObject(saved);
  });

  it('are for administrators alone', async () => {
    const reader = await office.visitor({ '*': ['viewer'] });
    await reader.page.goto('/users');
    await reader.page.getByText('Users are for administrators').waitFor();
    await reader.leave();
  });
});
