import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { type Dialog, type Locator, type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { type Visitor } from '../support/visitor';
import { eventually } from '../support/eventually';
import { addAccount, addPanel, addSite, granted } from '../support/garage';
import { type Person } from '../support/test-service';

const CALTECH = resolve(__dirname, '../../../shared/data/caltech-garage/chargers.csv');
const ADMINISTRATOR = { '*': ['administrator'] } as const;
const withCaltech = existsSync(CALTECH) ? it : it.skip;
if (!existsSync(CALTECH)) process.stderr.write(`skipped: there is no ${CALTECH}\n`);
const POD = { ratedLimitAmps: 80 };

/** 54 chargers: one is too big, one behind no panel, and one has a broken quote. */
function spoiltFile(prefix: string): Buffer {
  const text = readFileSync(CALTECH, 'utf8').replaceAll(/^CA-/gm, prefix);
  const lines = text.trimEnd().split('\n');
  lines[3] = lines[3]?.replace(',32,', ',90,') ?? '';
  lines[10] = lines[10]?.replace('AV Pod', 'XX Pod') ?? '';
  lines[20] = `"${lines[20]}`;
  return Buffer.from(`${lines.join('\n')}\n`);
}

describeInBrowser('Importing chargers', () => {
  let office: BackOffice;
  let operator: Person;
  let accountId: string;
  let siteId: string;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    operator = await office.service.person(ADMINISTRATOR, 'dana');
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    accountId = (await addAccount(operator, { name: 'Caltech' })).body.id as string;
    const site = { name: 'California Garage', continuousLoadFactor: 1 };
    const managed = { ...site, energyManagement: true, offlineAllocationAmps: 6 };
    siteId = (await addSite(operator, accountId, managed)).body.id as string;
    const secondary = { name: 'Transformer secondary', ratedLimitAmps: 416 };
    const parentPanelId = (await addPanel(operator, siteId, secondary)).body.id as string;
    for (const name of ['CC Pod', 'AV Pod']) {
      await addPanel(operator, siteId, { ...POD, name, parentPanelId });
    }
    visitor = await office.visitor(ADMINISTRATOR);
    ({ page } = visitor);
    await page.goto(`/accounts/${accountId}/import`);
  });
  afterEach(() => visitor.leave());

  function button(name: string | RegExp): Locator {
    return page.getByRole('button', { name });
  }

  async function chooseSite(): Promise<void> {
    const choice = page.getByRole('combobox', { name: 'Site' });
    await choice.fill('California');
    await page.locator('.ant-select-item-option', { hasText: 'California Garage' }).waitFor();
    await choice.press('Enter');
  }

  async function takeFile(prefix: string): Promise<void> {
    const file = { name: 'chargers.csv', mimeType: 'text/csv', buffer: spoiltFile(prefix) };
    await page.locator('input[type=file]').setInputFiles(file);
  }

  async function counts(): Promise<string> {
    const text = await page.getByRole('group', { name: 'Show' }).innerText();
    return text.replaceAll(/\s+/g, ' ');
  }

  /** The list is some milliseconds behind the book. */
  async function expectChargers(total: number): Promise<void> {
    const list = `/v1/chargers?siteId=${siteId}`;
    await eventually(async () => {
      expect((await granted(operator('GET', list))).body).toMatchObject({ total });
    });
  }

  withCaltech('judges every row, adds the good ones, and adds nothing twice', async () => {
    await chooseSite();
    await takeFile('CA-');
    await button('Check 54 rows').click();
    await button('Import 51 chargers').waitFor();
    expect(await counts()).toBe('All 54 Would be added 51 Refused 3');
    await expectChargers(0);
    await button(/^Refused/).click();
    const refused = await page.getByRole('table', { name: 'Rows and what' }).innerText();
    expect(refused).toContain('The limit, 90 A, is above the usable 80 A of panel CC Pod.');
    expect(refused).toContain('"XX Pod" is no panel of the site.');
    expect(refused).toContain('The quotes of the line are broken.');
    expect(await visitor.violations()).toEqual([]);
    await button('Import 51 chargers').click();
    await page.getByText('The import is done; 3 rows were refused.').waitFor();
    expect(await counts()).toBe('All 54 Added 51 Refused 3');
    await expectChargers(51);
    await button('Check again').click();
    await page.getByText('There is nothing to import').waitFor();
    expect(await counts()).toBe('All 54 Same 51 Refused 3');
    await expectChargers(51);
  });

  withCaltech('goes on after a reload in the midst of it, and doubles nothing', async () => {
    await chooseSite();
    await takeFile('CB-');
    await button('Check 54 rows').click();
    await button('Import 51 chargers').click();
    await page.reload();
    const goOn = button(/^Go on with/);
    await goOn.or(page.getByText('The import is done')).first().waitFor();
    if (await goOn.isVisible()) await goOn.click();
    await page.getByText('The import is done').waitFor();
    expect(await counts()).toBe('All 54 Added 51 Refused 3');
    await expectChargers(51);
  });

  it('takes rows of a spreadsheet, with columns by other names and a value for all', async () => {
    const rows = 'Charger ID\tLimit (A)\tColour\nCC-1\t16\tred\nCC-2\t32,5\tblue';
    await page.getByRole('textbox', { name: 'Rows, pasted or typed' }).fill(rows);
    await page.getByRole('link', { name: 'To the chargers' }).click();
    await button('Stay').click();
    await button('Stay').waitFor({ state: 'detached' });
    await button('Read these rows').click();
    await page.getByText('Choose a site and the columns that are still needed first.').waitFor();
    await chooseSite();
    await page.getByText('Choose the columns that are still needed first.').waitFor();
    await page.getByText('Still needed: Parent panel, Charger scope.').waitFor();
    await choose('Column for Parent panel', 'The same for all rows');
    await choose('Parent panel, for all rows', 'CC Pod');
    await choose('Column for Charger scope', 'The same for all rows');
    await choose('Charger scope, for all rows', 'account');
    await page.getByText('Left out, for no field takes it: Colour.').waitFor();
    await button('Check 2 rows').waitFor();
    expect(await isAskedOnReload()).toBe(true);
    await button('Check 2 rows').click();
    const release = await heldWrites();
    await button('Import 2 chargers').click();
    await page.getByRole('link', { name: 'To the chargers' }).click();
    const note = (text: string): Locator => page.getByRole('link', { name: text, exact: true });
    const underWay = note('Import: 0 of 2 rows done');
    await underWay.waitFor();
    expect(await isAskedOnReload()).toBe(true);
    await note('Import paused').click();
    await button('Go on with 2 rows').click();
    await page.getByRole('link', { name: 'To the chargers' }).click();
    await underWay.waitFor();
    release();
    await note('Import done').click();
    await page.getByText('The import is done.').waitFor();
    expect(await isAskedOnReload()).toBe(false);
    await page.getByRole('link', { name: 'To the chargers' }).click();
    await note('Import').waitFor();
    expect(await note('Import done').count()).toBe(0);
    await expectChargers(2);
    const { items } = (await granted(operator('GET', `/v1/chargers?siteId=${siteId}`))).body;
    const limits = (items as { limitAmps: number }[]).map(({ limitAmps }) => limitAmps);
    expect(limits).toEqual([16, 32.5]);
  });

  /** Nothing is written before they are released. */
  async function heldWrites(): Promise<() => void> {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(`**/v1/sites/${siteId}/chargers`, async (route) => {
      await released;
      // A reload took those with it that were asked for before.
      await route.continue().catch(() => undefined);
    });
    return release;
  }

  /** Goes on with it, asked or not. */
  async function isAskedOnReload(): Promise<boolean> {
    let isAsked = false;
    const goOn = async (dialog: Dialog): Promise<void> => {
      isAsked = true;
      await dialog.accept();
    };
    page.on('dialog', goOn);
    await page.reload();
    page.off('dialog', goOn);
    return isAsked;
  }

  async function choose(name: string, text: string): Promise<void> {
    await page.getByRole('combobox', { name, exact: true }).click();
    await page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
      .locator('.ant-select-item-option', { hasText: text })
      .click();
  }

  it('is for administrators, and says so to others', async () => {
    const reader = await office.visitor({ '*': ['viewer'] });
    await reader.page.goto(`/accounts/${accountId}/import`);
    await reader.page.getByText('Importing is for administrators').waitFor();
    expect(await reader.violations()).toEqual([]);
    await reader.leave();
  });
});
