import { type Locator, type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { type Visitor } from '../support/visitor';
import { ChargerForm } from './charger-form';

const NARROW = { width: 390, height: 800 };

describeInBrowser('With an empty book, on a narrow screen, an administrator', () => {
  let office: BackOffice;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    visitor = await office.visitor({ '*': ['administrator'] }, NARROW);
    ({ page } = visitor);
  });
  afterAll(async () => {
    await visitor.leave();
    await office.close();
  });

  function places(): Locator {
    return page.getByRole('navigation', { name: 'Places' });
  }

  function sheet(): Locator {
    return page.getByRole('dialog').first();
  }

  async function choose(name: string, text: string, option: string): Promise<void> {
    const choice = sheet().getByRole('combobox', { name });
    await choice.fill(text);
    await page.locator('.ant-select-item-option-active', { hasText: option }).waitFor();
    await choice.press('Enter');
  }

  async function boxOf(thing: Locator) {
    const box = await thing.boundingBox();
    if (box === null) throw new Error('it is not shown');
    return box;
  }

  it('begins with an account, and is told what its name lacks', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Give the account a name.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Rivertown Apartments');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('textbox', { name: 'Name' }).press('Enter');
    await page.getByText('No charger yet').waitFor();
  });

  it('is asked before the name of another is lost, and not once it is taken away', async () => {
    await places().getByRole('link', { name: 'Energy' }).click();
    await page.getByRole('heading', { name: 'Energy' }).waitFor();
    await page.getByRole('combobox', { name: 'Account' }).click();
    await page.locator('.ant-select-item-option', { hasText: 'New account' }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('Lakeside');
    await page.goBack();
    const stay = page.getByRole('button', { name: 'Stay' });
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/energy$/);
    await name.fill('');
    await page.keyboard.press('Escape');
    await name.waitFor({ state: 'detached' });
    expect(await stay.count()).toBe(0);
  });

  it('adds a site whose country goes by its code, and its main panel', async () => {
    await page.getByRole('button', { name: 'Add site' }).last().click();
    await sheet().getByRole('textbox', { name: 'Name' }).fill('Rivertown Garage');
    await sheet().getByRole('textbox', { name: 'Street and number' }).fill('1 Quay Street');
    await sheet().getByRole('textbox', { name: 'City' }).fill('Rivertown');
    await sheet().getByRole('textbox', { name: 'State or region' }).fill('NY');
    await choose('Country', 'us', 'United States');
    await choose('Time zone', 'New_York', 'America/New York');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 Quay Street, Rivertown, NY, United States').waitFor();
    await page.getByText('America/New York').waitFor();
    await page.getByRole('button', { name: 'Add panel' }).last().click();
    await sheet().getByRole('textbox', { name: 'Name' }).fill('Main');
    await sheet().getByRole('textbox', { name: 'Rated limit' }).fill('200');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Main is added.').waitFor();
  });

  it('finds the "+" of the chargers at the far right, and adds the first', async () => {
    await places().getByRole('link', { name: 'Chargers' }).click();
    const heading = await boxOf(page.getByRole('heading', { name: 'Chargers', level: 1 }));
    const add = page.getByRole('button', { name: 'Add charger' }).first();
    const plus = await boxOf(add);
    expect(plus.x + plus.width).toBeGreaterThan(NARROW.width - 20);
    expect(plus.y).toBeLessThan(heading.y + heading.height);
    await add.click();
    const form = new ChargerForm(page);
    await form.fill({ chargerId: 'RIV-01', limit: '32', panel: 'Main', scope: 'Closed' });
    await form.button('Add').click();
    await form.isGone();
    const notice = page.getByText('RIV-01 is added.');
    // What one points at stays.
    await notice.hover();
    for (const width of [NARROW.width, 1280]) {
      await page.setViewportSize({ ...NARROW, width });
      const { y, height } = await boxOf(notice);
      expect(y).toBeGreaterThan(NARROW.height / 2);
      expect(y + height).toBeLessThan(NARROW.height - 60);
    }
    await page.setViewportSize(NARROW);
  });

  it('sees the tab of the place, which may be past the edge', async () => {
    await page.goto(page.url().replace(/chargers$/, 'activity'));
    const tab = places().getByRole('link', { name: 'Activity' });
    await eventually(async () => {
      const { x, width } = await boxOf(tab);
      // Behind it the tabs fade.
      expect(Math.floor(x + width)).toBeLessThanOrEqual(NARROW.width - 24);
    });
  });
});
