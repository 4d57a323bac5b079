import { type EventStoreDbDouble, startEventStoreDbDouble } from '@chargebook/event-store/testing';
import { type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { type Visitor } from '../support/visitor';
import {
  type ChargerBook,
  chargerNamed,
  DRIVER_NAME,
  GROUP_NAMES,
  makeChargerBook,
  SITE_NAME,
} from './charger-book';
import { ChargerForm, rowOf } from './charger-form';
import { signInByForm, takeUpLink } from './doors';

const ADMINISTRATOR = { '*': ['administrator'] } as const;

let office: BackOffice;
let book: ChargerBook;
let visitor: Visitor;

describeInBrowser('With the article in hand, a clerk', () => {
  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    visitor = await office.visitor(ADMINISTRATOR);
  });
  afterEach(() => visitor.leave());

  async function openAddForm(): Promise<ChargerForm> {
    await visitor.page.goto(`/accounts/${book.accountId}/chargers/new`);
    return new ChargerForm(visitor.page);
  }

  it('takes up the printed link, chooses a password, and adds the first charger', async () => {
    const stranger = await office.stranger();
    await takeUpLink(stranger.page, office.welcomeLink());
    await addByTheArticle(stranger.page);
    await stranger.leave();
  });

  it('has the fields in the order of the article, with a line of help each', async () => {
    const form = await openAddForm();
    await form.field('Charger ID').waitFor();
    const text = await form.sheet.innerText();
    const labels = [
      'Charger ID',
      'Limit',
      'Parent panel',
      'Charger scope',
      'Secure charging',
      'Alias (optional)',
      'QA alias (optional)',
      'Parking (optional)',
      'Payment terminal (optional)',
    ];
    const places = labels.map((label) => text.indexOf(label));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
    expect(text).not.toContain('Charger overrides');
  });

  const SCOPES: readonly [string, boolean, () => object][] = [
    ['Closed', true, () => ({ kind: 'closed' })],
    ['Open', false, () => ({ kind: 'open' })],
    ['Private', true, () => ({ kind: 'private', driverId: book.driverId })],
    ['Account', true, () => ({ kind: 'account' })],
    ['Groups', true, () => ({ kind: 'groups', groupIds: book.groupIds })],
    ['Public', true, () => ({ kind: 'public' })],
  ];

  it.each(SCOPES)(
    'adds with the scope %s, and with what it takes',
    async (name, isSecure, scope) => {
      const form = await openAddForm();
      const chargerId = `QG-${name}`;
      await form.fill({ chargerId, limit: '16', panel: 'Main', scope: name });
      if (name === 'Private') await form.choose('Driver', DRIVER_NAME);
      if (name === 'Groups') {
        for (const group of GROUP_NAMES) await form.choose('Groups', group);
        await visitor.page.keyboard.press('Escape');
      }
      const secure = await form.sheet.locator('.derived').innerText();
      expect(secure).toMatch(isSecure ? /^Secure charging On:/ : /^Secure charging Off:/);
      await form.button('Add').click();
      await form.isGone();
      const charger = await chargerNamed(book, chargerId);
      expect(charger).toMatchObject({ scope: scope(), secureCharging: isSecure });
    },
  );

  it('adds one after the other without leaving the form', async () => {
    const form = await openAddForm();
    await form.fill({ chargerId: 'QG-20', limit: '10', panel: 'Main', scope: 'Closed' });
    await form.button('Add another').click();
    await visitor.page.getByText('QG-20 is added.').waitFor();
    expect(await form.field('Charger ID').inputValue()).toBe('QG-21');
    expect(await form.field('Limit').inputValue()).toBe('10');
    await form.button('Add another').click();
    await visitor.page.getByText('QG-21 is added.').waitFor();
    await form.button('Cancel').click();
    await form.isGone();
    for (const chargerId of ['QG-20', 'QG-21']) {
      expect(await rowOf(visitor.page, chargerId).getAttribute('class')).toContain('row-marked');
    }
  });

  it('is told before saving whether it fits, and which panel refuses', async () => {
    const form = await openAddForm();
    await form.fill({ chargerId: 'QG-40', limit: '6', panel: 'Main', scope: 'Closed' });
    const verdict = form.sheet.getByRole('status', { name: 'What the book says to this' });
    await verdict.getByText('It fits.').waitFor();
    await form.field('Limit').fill('250');
    await verdict.getByText('It would be refused:').waitFor();
    expect(await verdict.innerText()).toContain('above the usable 200 A of panel Main');
  });
});

describeInBrowser('On EventStoreDB as well, a clerk with the article in hand', () => {
  let double: EventStoreDbDouble;

  beforeAll(async () => {
    double = await startEventStoreDbDouble();
    office = await openBackOffice({ eventStoreDb: double.connectionString });
    book = await makeChargerBook(office.service);
  });
  afterAll(async () => {
    await office.close();
    await double.stop();
  });

  it('signs in by the form and adds a charger', async () => {
    const { page, leave } = await office.stranger();
    await page.goto('/');
    await signInByForm(page, await office.userEmail(ADMINISTRATOR));
    await addByTheArticle(page);
    await leave();
  });
});

/** The steps of the article, one by one, from the account on. */
async function addByTheArticle(page: Page): Promise<void> {
  const chooser = page.getByRole('combobox', { name: 'Account' });
  await chooser.fill(book.accountName);
  await page.locator('.ant-select-item-option', { hasText: book.accountName }).waitFor();
  await chooser.press('Enter');
  await page.waitForURL(`**/accounts/${book.accountId}/**`);
  await page.getByRole('link', { name: 'Chargers', exact: true }).click();
  await page.getByRole('button', { name: 'Add charger' }).first().click();
  const form = new ChargerForm(page);
  await form.fill({ chargerId: 'QG-01', limit: '32', panel: 'Level 1', scope: 'Account' });
  await form.field('Alias (optional)').fill('By the door');
  await form.field('QA alias (optional)').fill('QGQ-01');
  await form.field('Parking (optional)').fill('P 12');
  await form.field('Terminal of connector 1').fill('PAY-0001');
  await form.button('Add').click();
  await form.isGone();
  const row = rowOf(page, 'QG-01');
  for (const text of ['By the door', 'Level 1', SITE_NAME, '32 A', 'Account', 'P 12', 'PAY-0001']) {
    expect(await row.innerText()).toContain(text);
  }
  expect(await row.getAttribute('class')).toContain('row-marked');
  expect(await chargerNamed(book, 'QG-01')).toMatchObject({
    alias: 'By the door',
    qaAlias: 'QGQ-01',
    limitAmps: 32,
    panelId: book.levelPanelId,
    parking: 'P 12',
    paymentTerminals: [{ connector: 1, terminalId: 'PAY-0001' }],
    scope: { kind: 'account' },
    secureCharging: true,
  });
}
