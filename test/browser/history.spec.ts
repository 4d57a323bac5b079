import { type Page } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { addCharger, chargerUrl, editCharger, granted } from '../support/garage';
import { type Answer } from '../support/test-service';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import {
  type ChargerBook,
  DRIVER_NAME,
  GROUP_NAMES,
  garageOf,
  makeChargerBook,
} from './charger-book';
import { rowOf } from './charger-form';

describeInBrowser('The history of a charger', () => {
  let office: BackOffice;
  let book: ChargerBook;
  let charger: Answer;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
    const garage = garageOf(book);
    charger = await addCharger(book.operator, garage, { chargerId: 'QH-1', limitAmps: 32 });
    await edit({ limitAmps: 16, panelId: book.mainPanelId, alias: 'Gate' });
    await edit({ scope: { kind: 'public' }, reason: 'Open day' });
    await edit({ scope: { kind: 'groups', groupIds: [...book.groupIds] } });
    await edit({ overrides: { rate: { ratePlanId: book.ratePlanId } } });
  });
  afterAll(() => office.close());
  beforeEach(() => {
    // The driver whom it was private to is removed on the way.
    foreseeRefusal(404, /^\/v1\/drivers\//);
  });
  afterEach(() => visitor.leave());

  async function edit(body: object): Promise<void> {
    const current = await granted(book.operator('GET', chargerUrl(charger)));
    charger = await granted(editCharger(book.operator, current, body));
  }

  async function enter(roles: readonly ('administrator' | 'auditor' | 'viewer')[]) {
    visitor = await office.visitor({ '*': [...roles] });
    ({ page } = visitor);
  }

  function historyPath(): string {
    const { siteId, id } = charger.body;
    return `/accounts/${book.accountId}/chargers/${siteId}/${id}/history`;
  }

  async function choose(filter: string, text: string): Promise<void> {
    const choice = page.getByRole('combobox', { name: filter });
    await choice.fill(text);
    await page.getByTitle(text, { exact: true }).first().waitFor();
    await choice.press('Enter');
  }

  function searched(): string {
    return new URL(page.url()).searchParams.toString();
  }

  async function acts(): Promise<readonly string[]> {
    await page.getByRole('list', { name: 'Changes, the latest first' }).waitFor();
    const told = await page.locator('.timeline-act').allInnerTexts();
    return told.map((text) => text.replaceAll(/\s+/g, ' '));
  }

  it('is reached from its row, and tells when, who, why, and from what to what', async () => {
    await enter(['auditor']);
    await page.goto(`/accounts/${book.accountId}/chargers`);
    await rowOf(page, 'QH-1')
      .getByRole('link', { name: /History$/ })
      .click();
    // Names come after what they are the names of.
    await page.getByText(`Groups · ${GROUP_NAMES[0]} · ${GROUP_NAMES[1]}`).first().waitFor();
    const told = await acts();
    expect(told).toHaveLength(5);
    expect(told[0]).toContain('Charging rates before as the site’s → becomes Fast chargers');
    expect(told[1]).toContain(`Groups · ${GROUP_NAMES[0]} · ${GROUP_NAMES[1]}`);
    expect(told[2]).toContain('Reason: Open day');
    expect(told[2]).toContain('Changed by dana · administrator');
    expect(told[3]).toContain('Limit before 32 A → becomes 16 A');
    expect(told[3]).toContain('Parent panel before Main › Level 1 → becomes Main');
    expect(told[4]).toContain('Added by dana');
    expect(told[4]).toContain('Charger ID QH-1');
    expect(new URL(page.url()).pathname).toBe(historyPath());
    expect(await visitor.violations()).toEqual([]);
  });

  it('is on the clock of the site, wherever the reader is', async () => {
    await enter(['auditor']);
    await page.goto(historyPath());
    await page.getByText('on the clock of the site (Europe/Amsterdam)').waitFor();
    const [at, shown] = await page
      .locator('.timeline-when')
      .first()
      .evaluate((time: { dateTime: string; innerText: string }) => [time.dateTime, time.innerText]);
    const style = { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Amsterdam' };
    const clock = new Intl.DateTimeFormat('en-GB', style as Intl.DateTimeFormatOptions);
    expect(shown).toBe(clock.format(new Date(`${at}`)));
  });

  it('tells what a policy did, and why, while one looks on', async () => {
    await edit({ scope: { kind: 'private', driverId: book.driverId } });
    await enter(['administrator']);
    await page.goto(historyPath());
    expect((await acts())[0]).toContain(`Private · ${DRIVER_NAME}`);
    const driver = `/v1/drivers/${book.driverId}`;
    const { etag } = await granted(book.operator('GET', driver));
    await granted(book.operator('DELETE', driver, { ifMatch: etag }));
    await page.getByText('Because: The driver was removed.').waitFor();
    const [closed] = await acts();
    expect(closed).toContain('Changed by the service itself');
    expect(closed).toMatch(/It followed from event [0-9a-f-]{36}\./);
    expect(closed).toContain('→ becomes Closed');
  });

  it('is told by field and by whom, and says how to see more where nothing fits', async () => {
    await enter(['auditor']);
    await page.goto(`${historyPath()}?q=QH`);
    await choose('Field', 'Limit');
    await page.getByText('2 events fit.').waitFor();
    expect((await acts())[0]).toContain('Limit before 32 A → becomes 16 A');
    await choose('Who changed it', 'The service itself');
    await page.getByRole('heading', { name: 'No change fits' }).waitFor();
    expect(searched()).toBe('q=QH&field=limitAmps&actor=system');
    expect(await visitor.violations()).toEqual([]);
    await page.getByRole('button', { name: 'Any field' }).click();
    await page.getByText('1 event fits.').waitFor();
    await page.reload();
    await page.getByText('1 event fits.').waitFor();
    expect((await acts())[0]).toContain('Because: The driver was removed.');
    await page.goBack();
    await page.getByRole('button', { name: 'By anybody' }).click();
    await page.getByText('2 events fit.').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(searched()).toBe('q=QH');
  });

  it('is told of a time on the clock of the site, which cannot end before it begins', async () => {
    await enter(['auditor']);
    await page.goto(historyPath());
    const end = page.getByLabel('Before (Europe/Amsterdam)');
    await end.fill('2001-01-01T00:00');
    await end.press('Enter');
    await page.getByRole('heading', { name: 'No change fits' }).waitFor();
    expect(searched()).toBe('to=2000-12-31T23%3A00%3A00.000Z');
    const beginning = page.getByLabel('From (Europe/Amsterdam)');
    await beginning.fill('2001-01-01T00:01');
    await beginning.blur();
    await page.getByText('This is before the beginning: nothing could fit.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('Added by').waitFor();
    expect(searched()).toBe('');
  });

  it('is told in parts where it is long, and leads to the charger as it was', async () => {
    for (let round = 0; round < 60; round += 1) await edit({ parking: `P${round}` });
    await enter(['auditor']);
    await page.goto(historyPath());
    expect(await acts()).toHaveLength(50);
    await page.getByRole('button', { name: 'Earlier changes' }).click();
    await page.getByText('This is where it began.').waitFor();
    const all = await acts();
    expect(all.length).toBeGreaterThan(60);
    expect(all.at(-1)).toContain('Added by');
    await page
      .getByRole('link', { name: /^As it was then/ })
      .last()
      .click();
    const sheet = page.getByRole('dialog', { name: 'Charger QH-1' });
    await sheet.getByText('32 A', { exact: true }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toMatch(/^[0-9a-f]{8}-\d{4}-\d+$/);
    expect(await visitor.violations()).toEqual([]);
  });

  it('is not for those who may only read, who are told what it takes', async () => {
    await enter(['viewer']);
    foreseeRefusal(403, /\/history$/);
    await page.goto(`/accounts/${book.accountId}/chargers`);
    await rowOf(page, 'QH-1').waitFor();
    expect(await page.getByRole('link', { name: /History$/ }).count()).toBe(0);
    await page.goto(historyPath());
    await page.getByRole('heading', { name: 'Histories are not for everybody' }).waitFor();
  });
});
