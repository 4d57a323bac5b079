import { type Locator, type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { addCharger, granted } from '../support/garage';
import { complaintsSoFar, foreseeRefusal, type Visitor } from '../support/visitor';
import { type ChargerBook, garageOf, makeChargerBook, SITE_NAME } from './charger-book';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const CHARGERS = { 'QP-1': 32, 'QP-2': 32 };

describeInBrowser('The energy of a site', () => {
  let office: BackOffice;
  let book: ChargerBook;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
    const garage = garageOf(book);
    for (const [chargerId, limitAmps] of Object.entries(CHARGERS)) {
      await addCharger(book.operator, garage, { chargerId, limitAmps });
    }
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    visitor = await office.visitor(ADMINISTRATOR);
    ({ page } = visitor);
  });
  afterEach(() => visitor.leave());

  async function openSite(below = ''): Promise<void> {
    await page.goto(`/accounts/${book.accountId}/energy/${book.siteId}${below}`);
    await page.getByRole('heading', { name: SITE_NAME, level: 1 }).waitFor();
  }

  function sheet(): Locator {
    return page.getByRole('dialog').first();
  }

  function field(name: string): Locator {
    return sheet().getByRole('textbox', { name });
  }

  function rowOf(name: string): Locator {
    return page.locator('.tree-row').filter({ hasText: name });
  }

  function marked(name: string): Locator {
    return page.locator('.row-marked').filter({ hasText: name });
  }

  async function choose(name: string, text: string): Promise<void> {
    const choice = sheet().getByRole('combobox', { name });
    await choice.fill(text);
    await page.locator('.ant-select-item-option', { hasText: text }).first().waitFor();
    await choice.press('Enter');
  }

  async function act(panel: string, item: string): Promise<void> {
    await page.getByRole('button', { name: `Actions for ${panel}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }

  async function panelNamed(name: string) {
    const { body } = await granted(book.operator('GET', `/v1/panels?siteId=${book.siteId}`));
    return body.items.find((panel: { readonly name: string }) => panel.name === name);
  }

  it('is a tree, with a bar and figures a panel, and what binds each charger', async () => {
    await openSite();
    await page.getByText('Continuous load factor', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Map', exact: true }).count()).toBe(0);
    const level = await rowOf('Level 1').first().innerText();
    expect(level).toContain('50 A rated');
    expect(level).toContain('64 A of 50 A');
    expect(level).toContain('1.28 times what it has: load-managed');
    expect(level).toContain('16 A of 50 A');
    const bar = rowOf('Level 1').first().locator('.load-bar-subscribed');
    expect((await bar.boundingBox())?.width).toBeGreaterThan(50);
    const charger = await rowOf('QP-1').innerText();
    expect(charger).toContain('May draw 32 A');
    expect(charger).toContain('8 A offline');
    await page.getByRole('button', { name: 'Hide what is below Level 1' }).click();
    await rowOf('QP-1').waitFor({ state: 'detached' });
  });

  it.each([
    ['a charger', () => rowOf('QP-1').getByRole('link', { name: 'QP-1' }).click()],
    ['the form for one', () => act('Level 1', 'Add a charger here')],
  ])('leads to %s, and is there again when that is closed', async (_what, open) => {
    await openSite();
    await page.getByRole('searchbox', { name: 'Find a panel or a charger' }).fill('QP-1');
    await rowOf('QP-2').waitFor({ state: 'detached' });
    await open();
    await page.waitForURL(`**/accounts/${book.accountId}/chargers/**`);
    await sheet().getByRole('textbox', { name: 'Charger ID' }).waitFor();
    await sheet().getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(`**/energy/${book.siteId}`);
    await rowOf('QP-1').waitFor();
    expect(await rowOf('QP-2').count()).toBe(0);
  });

  it('has settings, which tell beforehand what they would do', async () => {
    foreseeRefusal(422, /^\/v1\/sites\/[^/]+$/);
    await openSite();
    await page.getByRole('button', { name: 'Energy settings' }).click();
    await field('Offline allocation').fill('26');
    const preview = sheet().getByRole('region', { name: 'What would happen' });
    await preview.getByText('would be refused').waitFor();
    expect(await preview.innerText()).toContain('Level 1');
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    const refusal = sheet().locator('.ant-form-item', { hasText: 'Offline allocation' });
    await refusal.locator('.ant-form-item-explain-error').first().waitFor();
    await field('Offline allocation').fill('10');
    await preview.getByText('8 A').waitFor();
    expect(await preview.innerText()).toMatch(/8 A\s*→\s*becomes\s*10 A/);
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`${SITE_NAME} is saved.`).waitFor();
    await page.getByText('10 A for each charger').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('8 A for each charger').waitFor();
  });

  it('takes a panel, moves and renames it, and lets it go', async () => {
    foreseeRefusal(404, /\/removal\/preview$/);
    await openSite();
    await page.getByRole('button', { name: 'Add panel' }).click();
    await field('Name').fill('Level 2');
    await choose('Parent panel', 'Main');
    await field('Rated limit').fill('63');
    await sheet().getByText('For charging at the worst hour').waitFor();
    await sheet().getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Level 2 is added.').waitFor();
    await marked('Level 2').waitFor();
    const added = { ratedLimitAmps: 63, parentPanelId: book.mainPanelId };
    expect(await panelNamed('Level 2')).toMatchObject(added);
    await act('Level 2', 'Edit, rename or move');
    await field('Name').fill('Bicycle row');
    await choose('Parent panel', 'Level 1 ·');
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Bicycle row is saved.').waitFor();
    await marked('Bicycle row').waitFor();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await panelNamed('Bicycle row')).toMatchObject({ parentPanelId: book.levelPanelId });
    await act('Bicycle row', 'Remove …');
    const question = page.getByRole('dialog', { name: 'Remove panel Bicycle row?' });
    const undo = page.getByRole('button', { name: 'Undo' });
    // As long as one points at it, it does not go by itself.
    await undo.hover();
    await question.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
    await page.getByText('Bicycle row is removed.').waitFor();
    await undo.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Bicycle row' }).waitFor({ state: 'detached' });
    await page.locator('main :focus').waitFor();
    expect(await panelNamed('Bicycle row')).toBeUndefined();
  });

  it('takes a charger, marks it where it was added, and brings it into sight', async () => {
    const height = 360;
    await openSite();
    await act('Level 1', 'Add a charger here');
    await page.setViewportSize({ width: 1280, height });
    await field('Charger ID').fill('QP-3');
    await field('Limit').fill('6');
    await sheet()
      .getByRole('radio', { name: /^Closed/ })
      .check();
    await sheet().getByRole('button', { name: 'Add', exact: true }).click();
    await page.waitForURL(`**/energy/${book.siteId}`);
    await marked('QP-3').waitFor();
    await eventually(async () => {
      const { y = -1 } = (await marked('QP-3').boundingBox()) ?? {};
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    });
    expect(await marked('QP-1').count()).toBe(0);
  });

  it('keeps what is typed while it can not be looked at anew', async () => {
    await openSite('/panels/new');
    await field('Name').fill('Level 3');
    const isTree = /\/v1\/sites\/[^/]+\/hierarchy/;
    let failures = 0;
    await page.route(isTree, (route) => {
      failures += 1;
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' });
    });
    await addCharger(book.operator, garageOf(book), { chargerId: 'QP-9', limitAmps: 6 });
    await eventually(() => expect(failures).toBeGreaterThan(0));
    await page.locator('button', { hasText: 'Try again' }).waitFor({ state: 'attached' });
    expect(await field('Name').inputValue()).toBe('Level 3');
    await page.unroute(isTree);
    await field('Rated limit').fill('1,000 A');
    await sheet().getByText('For charging at the worst hour').waitFor();
    await sheet().getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Level 3 is added.').waitFor();
    await eventually(async () =>
      expect(await panelNamed('Level 3')).toMatchObject({ ratedLimitAmps: 1000 }),
    );
    for (const complaint of complaintsSoFar()) expect(complaint).toMatch(/ 500 .*\/hierarchy/);
  });

  it('says why a panel stays that something hangs below', async () => {
    await openSite();
    await act('Level 1', 'Remove …');
    const question = page.getByRole('dialog', { name: 'Remove panel Level 1?' });
    await question.getByRole('alert').waitFor();
    const remove = question.getByRole('button', { name: 'Remove', exact: true });
    expect(await remove.isDisabled()).toBe(true);
  });

  it('refuses at the field a name that is taken, and less than chargers below need', async () => {
    foreseeRefusal(422, /\/panels\/[^/]+$/);
    await openSite(`/panels/${book.levelPanelId}`);
    await field('Name').fill('Main');
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    await errorAt('Name').waitFor();
    await field('Name').fill('Level 1');
    await field('Rated limit').fill('20');
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    await errorAt('Rated limit').waitFor();
    expect(await panelNamed('Level 1')).toMatchObject({ ratedLimitAmps: 50 });
    expect(await field('Rated limit').inputValue()).toBe('20');
  });

  it('takes theirs of a panel that two had open, and keeps what only one changed', async () => {
    foreseeRefusal(412, /\/panels\/[^/]+$/);
    await openSite(`/panels/${book.levelPanelId}`);
    await field('Name').fill('Mine');
    await field('Rated limit').fill('60');
    const path = `/v1/sites/${book.siteId}/panels/${book.levelPanelId}`;
    const { etag } = await granted(book.operator('GET', path));
    const theirs = { name: 'Deck 1', evLimit: { kind: 'fixed', amps: 48 } };
    await granted(book.operator('PATCH', path, { body: theirs, ifMatch: etag }));
    await sheet().getByRole('button', { name: 'Save', exact: true }).click();
    const versions = sheet().getByRole('alert');
    await versions.getByText('It was changed while you had it open').waitFor();
    expect(await versions.innerText()).toMatch(/Name\s+Deck 1\s+Mine/);
    expect(await versions.innerText()).toMatch(/48 A\s+as it was/);
    expect(await versions.innerText()).toMatch(/Rated limit\s+50 A\s+60 A/);
    await versions.getByRole('button', { name: 'Take theirs' }).click();
    await versions.waitFor({ state: 'detached' });
    expect(await field('Name').inputValue()).toBe('Deck 1');
    expect(await field('Rated limit').inputValue()).toBe('60');
    expect(await field('Amps for charging').inputValue()).toBe('48');
  });

  function errorAt(name: string): Locator {
    const item = sheet().locator('.ant-form-item').filter({ hasText: name }).first();
    return item.locator('.ant-form-item-explain-error').first();
  }
});
