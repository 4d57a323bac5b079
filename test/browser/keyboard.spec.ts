import { type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { PASSWORD } from '../support/people';
import { type Visitor } from '../support/visitor';
import { type ChargerBook, chargerNamed, makeChargerBook } from './charger-book';
import { ChargerForm, rowOf } from './charger-form';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
/** More than any page has stops before what is sought. */
const MOST_TABS = 60;

describeInBrowser('By keyboard alone', () => {
  let office: BackOffice;
  let book: ChargerBook;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
    visitor = await office.stranger();
  });
  afterAll(async () => {
    await visitor.leave();
    await office.close();
  });

  it('one signs in, chooses the account, and adds a charger', async () => {
    const { page } = visitor;
    const { keyboard } = page;
    const email = await office.userEmail(ADMINISTRATOR);
    await page.goto('/');
    await page.getByLabel('E-mail address').waitFor();
    await keyboard.type(email);
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Your menu' }).waitFor();

    await tabTo(page, 'Account');
    await keyboard.type(book.accountName);
    await page.locator('.ant-select-item-option', { hasText: book.accountName }).waitFor();
    await keyboard.press('Enter');
    await page.waitForURL(`**/accounts/${book.accountId}/**`);
    await page.getByRole('heading', { name: 'Chargers' }).waitFor();
    await page.locator('main:focus').waitFor();
    await tabTo(page, 'Add charger');
    await keyboard.press('Enter');

    await page.getByRole('textbox', { name: 'Charger ID' }).waitFor();
    await keyboard.type('QK-1');
    await tabTo(page, 'Limit');
    await keyboard.type('12,5');
    await tabTo(page, 'Parent panel');
    await keyboard.type('Level');
    await page.locator('.ant-select-item-option', { hasText: 'Level 1' }).waitFor();
    await keyboard.press('Enter');
    await tabTo(page, 'Closed');
    await keyboard.press('Space');
    await keyboard.press('ArrowDown');
    await keyboard.press('Control+Enter');

    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await rowOf(page, 'QK-1').waitFor();
    const charger = { limitAmps: 12.5, panelId: book.levelPanelId, scope: { kind: 'open' } };
    expect(await chargerNamed(book, 'QK-1')).toMatchObject(charger);
  });

  it('Enter saves in a field of one line, of any form, and nowhere else', async () => {
    const { page } = visitor;
    const { keyboard } = page;
    await page.goto(`/accounts/${book.accountId}/groups/new`);
    await page.getByRole('textbox', { name: 'Name' }).fill('Night shift');
    await keyboard.press('Enter');
    await page.getByText('Night shift is added.').waitFor();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.goto(`/accounts/${book.accountId}/chargers/new`);
    const form = new ChargerForm(page);
    await form.fill({ chargerId: 'QK-2', limit: '16', panel: 'Level', scope: 'Closed' });
    await form.scope('Closed').press('Enter');
    await form.field('Parking (optional)').press('Enter');
    await form.isGone();
    await rowOf(page, 'QK-2').getByRole('link').first().click();
    await form.field('Alias (optional)').fill('By the lift');
    await form.field('Alias (optional)').press('Enter');
    await form.isGone();
    expect(await chargerNamed(book, 'QK-2')).toMatchObject({ alias: 'By the lift' });
  });

  it('Enter adds one, also when another was to follow one that was refused', async () => {
    const { page } = visitor;
    await page.goto(`/accounts/${book.accountId}/chargers/new`);
    const form = new ChargerForm(page);
    await form.fill({ chargerId: 'QK-3', limit: '', panel: 'Level', scope: 'Closed' });
    await form.button('Add another').click();
    await form.sheet.locator('.ant-form-item-explain-error').first().waitFor();
    await form.field('Limit').fill('16');
    await form.field('Limit').press('Enter');
    await form.isGone();
    await rowOf(page, 'QK-3').waitFor();
  });

  it('one looks up the keys, and they work when the list of them is closed', async () => {
    const { page } = visitor;
    await page.goto(`/accounts/${book.accountId}/chargers`);
    await rowOf(page, 'QK-1').waitFor();
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Charger ID' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Charger ID' }).waitFor({ state: 'detached' });
  });

  it('one sees where one is, and is put back where one was', async () => {
    const { page } = visitor;
    await page.goto(`/accounts/${book.accountId}/chargers`);
    await rowOf(page, 'QK-1').waitFor();
    await page.keyboard.press('Tab');
    expect(await nameOfFocus(page)).toBe('Skip to content');
    expect(await page.locator(':focus').boundingBox()).not.toBeNull();
    await tabTo(page, 'Add charger');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Charger ID' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    expect(await nameOfFocus(page)).toBe('Add charger');
    expect(await page.title()).toBe('Chargers · Chargebook');
    const { siteId, id } = await chargerNamed(book, 'QK-1');
    await page.goto(`/accounts/${book.accountId}/chargers/${siteId}/${id}`);
    await page.getByRole('textbox', { name: 'Charger ID' }).waitFor();
    await rowOf(page, 'QK-1').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await rowOf(page, 'QK-1').locator('a:focus').waitFor();
  });
});

/** By the Tab key alone, to what is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    await page.keyboard.press('Tab');
    const reached = await nameOfFocus(page);
    if (reached.startsWith(name)) return;
    passed.push(reached);
  }
  throw new Error(`no stop is called ${name}, but: ${passed.join(' | ')}`);
}

/** As it is read out: by its label, else by its text. */
async function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const at = document.activeElement;
    const label = at.labels?.[0]?.innerText;
    return (at.getAttribute('aria-label') ?? label ?? at.innerText ?? '').trim();
  })()`);
}
