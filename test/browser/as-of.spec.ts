import { type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { addCharger, editCharger, granted } from '../support/garage';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import { type ChargerBook, garageOf, makeChargerBook, SITE_NAME } from './charger-book';
import { rowOf } from './charger-form';

const SECOND_MS = 1_000;
const TWO_SECONDS_MS = 2_000;

describeInBrowser('What is shown as it was', () => {
  let office: BackOffice;
  let book: ChargerBook;
  /** Behind the first charger, and before all that came later. */
  let moment: string;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
    const garage = garageOf(book);
    const first = await addCharger(book.operator, garage, { chargerId: 'QT-1', limitAmps: 32 });
    moment = await nextSecond();
    await granted(editCharger(book.operator, first, { limitAmps: 16 }));
    await addCharger(book.operator, garage, { chargerId: 'QT-2', limitAmps: 20 });
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    visitor = await office.visitor({ '*': ['administrator', 'support'] });
    ({ page } = visitor);
  });
  afterEach(() => visitor.leave());

  /** A whole second that has begun: fields for a time know no smaller parts. */
  async function nextSecond(): Promise<string> {
    const atMs = Math.ceil((Date.now() + 1) / SECOND_MS) * SECOND_MS;
    await eventually(async () => {
      if (Date.now() <= atMs) throw new Error('the second has not begun yet');
    }, TWO_SECONDS_MS);
    return new Date(atMs).toISOString();
  }

  function place(below: string): string {
    return `/accounts/${book.accountId}/${below}`;
  }

  async function choose(timeZone: string, whose: string): Promise<void> {
    const style = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const;
    const local = new Intl.DateTimeFormat('sv-SE', style).format(new Date(moment));
    await page.getByRole('button', { name: 'As of …' }).click();
    const clock = `${whose} (${timeZone})`;
    await page.getByLabel(`As of, on ${clock}`).fill(local.replace(' ', 'T'));
    await page.keyboard.press('Enter');
    await banner().getByText(`on ${clock} – read only`).waitFor();
  }

  function banner() {
    return page.getByRole('status', { name: 'What is shown is of the past' });
  }

  it('is a list, which takes nothing new and leads back to now', async () => {
    await page.goto(place('chargers'));
    await rowOf(page, 'QT-2').waitFor();
    await choose(
      await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone'),
      'your own clock',
    );
    expect(new URL(page.url()).searchParams.get('asOf')).toBe(moment);
    await rowOf(page, 'QT-2').waitFor({ state: 'detached' });
    const then = await rowOf(page, 'QT-1').innerText();
    expect(then).toContain('32 A');
    expect(then).toMatch(/\d{4}, \d\d:\d\d:\d\d\s+by/);
    for (const name of ['Add charger', 'CSV', 'Import']) {
      expect(await page.getByText(name, { exact: true }).count()).toBe(0);
    }
    await page.keyboard.press('n');
    expect(new URL(page.url()).pathname).toBe(place('chargers'));
    expect(await visitor.violations()).toEqual([]);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await rowOf(page, 'QT-2').waitFor();
    expect(await rowOf(page, 'QT-1').innerText()).toContain('16 A');
    expect(page.url()).not.toContain('asOf');
  });

  it('is a charger, which nobody edits', async () => {
    await page.goto(place(`chargers?asOf=${moment}`));
    await rowOf(page, 'QT-1').getByRole('link', { name: 'QT-1', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Charger QT-1' });
    await sheet.getByText('32 A', { exact: true }).first().waitFor();
    await sheet.getByText('on the clock of the site (Europe/Amsterdam) – read only').waitFor();
    await sheet.getByText('Connector 1: none').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe(moment);
    expect(await sheet.getByRole('textbox').count()).toBe(0);
    expect(await sheet.getByRole('button', { name: /Save|Retire/ }).count()).toBe(0);
    expect(await visitor.violations()).toEqual([]);
    await page.goto(place(`chargers/new?asOf=${moment}`));
    await rowOf(page, 'QT-1').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('does not follow what happens now', async () => {
    await page.goto(place(`chargers?asOf=${moment}`));
    await rowOf(page, 'QT-1').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const onlooker = await office.visitor({ '*': ['viewer'] });
    await onlooker.page.goto(place('chargers'));
    await rowOf(onlooker.page, 'QT-1').waitFor();
    const garage = garageOf(book);
    await addCharger(book.operator, garage, { chargerId: 'QT-3', limitAmps: 6 });
    await rowOf(onlooker.page, 'QT-3').waitFor();
    await onlooker.leave();
    expect(asked.filter((url) => url.includes('/v1/chargers'))).toEqual([]);
    expect(await page.getByRole('row').count()).toBe(2);
  });

  it.each([
    ['2999-01-01T00:00:00.000Z', 'That is still to come: choose a time in the past.'],
    ['00000000-0001-00000000000000000007', 'Nothing stands at that position in this book.'],
    ['noon', 'That is no time and no position: choose a date and a time.'],
  ])('is refused at its place for %s', async (asOf, text) => {
    foreseeRefusal(400, /^\/v1\/(?:chargers|sites\/)/);
    for (const below of ['chargers', `energy/${book.siteId}`]) {
      await page.goto(place(`${below}?asOf=${asOf}`));
      const fault = page.getByRole('form', { name: 'Choose a moment' }).getByText(text);
      await eventually(async () => {
        expect((await fault.boundingBox())?.height).toBeLessThan(30);
      });
      await page.getByRole('button', { name: 'Back to now' }).waitFor();
    }
    await page.getByRole('heading', { name: SITE_NAME, level: 1 }).waitFor();
    expect(await visitor.violations()).toEqual([]);
  });

  it('is the tree of a site, on the clock of the site', async () => {
    await page.goto(place(`energy/${book.siteId}`));
    await page.getByRole('heading', { name: SITE_NAME, level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Energy settings' }).waitFor();
    await choose('Europe/Amsterdam', 'the clock of the site');
    const row = page.locator('.tree-row').filter({ hasText: 'QT-1' });
    await row.getByText('May draw 32 A').waitFor();
    expect(await page.locator('.tree-row').filter({ hasText: 'QT-2' }).count()).toBe(0);
    for (const name of [/^Actions for/, 'Edit site', 'Energy settings', 'Add panel']) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    expect(await visitor.violations()).toEqual([]);
    await row.getByRole('link', { name: 'QT-1' }).click();
    await page.getByRole('dialog', { name: 'Charger QT-1' }).getByText('read only').waitFor();
  });

  it('is nothing where nothing was there yet', async () => {
    foreseeRefusal(404, /^\/v1\/sites\//);
    const before = '2020-01-01T00:00:00.000Z';
    await page.goto(place(`chargers?asOf=${before}`));
    await page.getByRole('heading', { name: 'No charger then' }).waitFor();
    await page.goto(place(`energy/${book.siteId}?asOf=${before}`));
    await page.getByRole('heading', { name: 'This site was not there then' }).waitFor();
    await page.getByRole('heading', { name: SITE_NAME, level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('heading', { name: SITE_NAME, level: 1 }).waitFor();
  });
});
