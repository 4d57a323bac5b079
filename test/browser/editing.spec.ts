import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { addAccount, addCharger, granted } from '../support/garage';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import {
  type ChargerBook,
  chargerNamed,
  garageOf,
  makeChargerBook,
  RATE_NAME,
} from './charger-book';
import { ChargerForm, rowOf } from './charger-form';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const SUPPORT = { '*': ['support'] } as const;
const VIEWER = { '*': ['viewer'] } as const;
/** Of a window in which the form is much longer than what is seen of it. */
const HEIGHT = 480;

describeInBrowser('The form of a charger', () => {
  let office: BackOffice;
  let book: ChargerBook;
  const visitors: Visitor[] = [];
  let made = 0;

  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
  });
  afterAll(() => office.close());
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.leave();
  });

  async function freshCharger(body: object = {}): Promise<{ id: string; chargerId: string }> {
    made += 1;
    const garage = garageOf(book, book.mainPanelId);
    const named = { chargerId: `QE-${made}`, ...body };
    return (await addCharger(book.operator, garage, named)).body;
  }

  async function open(
    { id }: { readonly id: string },
    roles: Parameters<BackOffice['visitor']>[0] = ADMINISTRATOR,
  ): Promise<ChargerForm> {
    const visitor = await office.visitor(roles);
    visitors.push(visitor);
    await visitor.page.goto(`/accounts/${book.accountId}/chargers/${book.siteId}/${id}`);
    const form = new ChargerForm(visitor.page);
    await form.field('Charger ID').waitFor();
    return form;
  }

  it('saves what was changed, and nothing else', async () => {
    const { chargerId, ...charger } = await freshCharger({ parking: '7' });
    const form = await open(charger);
    await form.field('Alias (optional)').fill('By the lift');
    await form.choose('Charging rates', RATE_NAME);
    await form.sheet.getByRole('checkbox', { name: 'No delay for this charger' }).check();
    await form.page.setViewportSize({ width: 1280, height: HEIGHT });
    await form.button('Save').click();
    await form.isGone();
    expect(await rowOf(form.page, chargerId).getAttribute('class')).toContain('row-marked');
    await eventually(async () => {
      const { y = -1 } = (await rowOf(form.page, chargerId).boundingBox()) ?? {};
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(HEIGHT);
    });
    expect(await chargerNamed(book, chargerId)).toMatchObject({
      alias: 'By the lift',
      parking: '7',
      overrides: { rate: { ratePlanId: book.ratePlanId }, delay: { cancelled: true } },
    });
  });

  it('asks why, when anybody may come in', async () => {
    const { chargerId, ...charger } = await freshCharger();
    const form = await open(charger);
    await form.scope('Public').check();
    await form.button('Save').click();
    expect(await form.errorAt('Reason')).toContain('Say why');
    await form.field('Reason').fill('The car park is open to all');
    await form.button('Save').click();
    await form.isGone();
    expect(await chargerNamed(book, chargerId)).toMatchObject({ scope: { kind: 'public' } });
  });

  it('asks before changes are lost, by Esc and by the way back', async () => {
    const { chargerId, ...charger } = await freshCharger();
    const { page } = await open(charger);
    await page.keyboard.press('Escape');
    await rowOf(page, chargerId).getByRole('link').first().click();
    const form = new ChargerForm(page);
    await form.field('Parking (optional)').fill('9');
    await page.keyboard.press('Escape');
    const stay = page.getByRole('button', { name: 'Stay' });
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    expect(await form.field('Parking (optional)').inputValue()).toBe('9');
    await form.button('Retire').click();
    const reason = page.getByRole('textbox', { name: 'Reason' });
    await reason.waitFor();
    await page.goBack();
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    await reason.fill('Damaged');
    await reason.fill('');
    await page.keyboard.press('Escape');
    await reason.waitFor({ state: 'detached' });
    expect(await stay.count()).toBe(0);
    await page.goBack();
    await page.getByRole('button', { name: 'Leave' }).click();
    await form.isGone();
    expect(await chargerNamed(book, chargerId)).toMatchObject({ parking: null });
  });

  it('takes a change back, with a connector that had gone', async () => {
    const connectors = [{ number: 1 }, { number: 2, standard: 'IEC_62196_T2', format: 'CABLE' }];
    const { chargerId, ...charger } = await freshCharger({ alias: 'Before', connectors });
    const form = await open(charger);
    await form.field('Alias (optional)').fill('After');
    await form.button('Remove connector 2').click();
    await form.button('Save').click();
    await form.isGone();
    expect(await chargerNamed(book, chargerId)).toMatchObject({ alias: 'After' });
    await form.page.getByRole('button', { name: 'Undo' }).click();
    await form.page.getByText('is as it was before.').waitFor();
    expect(await chargerNamed(book, chargerId)).toMatchObject({ alias: 'Before', connectors });
  });

  it('shows both versions when two save one charger, and keeps what one chooses', async () => {
    foreseeRefusal(412, /\/chargers\/[^/]+$/);
    const { chargerId, ...charger } = await freshCharger({ alias: 'Before', parking: '1' });
    const mine = await open(charger);
    const theirs = await open(charger);
    await mine.field('Alias (optional)').fill('Mine');
    await mine.field('Limit').fill('20');
    await theirs.field('Alias (optional)').fill('Theirs');
    await theirs.field('Parking (optional)').fill('2');
    await theirs.button('Save').click();
    await theirs.isGone();
    await mine.button('Save').click();
    const versions = mine.sheet.getByRole('alert');
    await versions.getByText('It was changed while you had it open').waitFor();
    const row = (field: string) => versions.getByRole('row', { name: new RegExp(`^${field} `) });
    expect(await row('Alias').innerText()).toMatch(/Theirs\s+Mine/);
    expect(await row('Limit').innerText()).toMatch(/20 A/);
    expect(await row('Parking').innerText()).toMatch(/2\s+as it was/);
    await versions.getByRole('button', { name: 'Keep mine' }).click();
    await versions.waitFor({ state: 'detached' });
    expect(await mine.field('Parking (optional)').inputValue()).toBe('2');
    await mine.button('Save').click();
    await mine.isGone();
    const saved = { alias: 'Mine', limitAmps: 20, parking: '2' };
    expect(await chargerNamed(book, chargerId)).toMatchObject(saved);
  });

  it('brings into sight what else was changed, from the end of the form', async () => {
    foreseeRefusal(412, /\/chargers\/[^/]+$/);
    const { chargerId: _label, ...charger } = await freshCharger({ alias: 'Before' });
    const form = await open(charger);
    await form.page.setViewportSize({ width: 1280, height: HEIGHT });
    await form.field('Alias (optional)').fill('Mine');
    const path = `/v1/sites/${book.siteId}/chargers/${charger.id}`;
    const { etag } = await granted(book.operator('GET', path));
    await granted(book.operator('PATCH', path, { body: { parking: '3' }, ifMatch: etag }));
    const versions = form.sheet.getByText('It was changed while you had it open');
    for (const way of ['Save', 'Show both versions']) {
      await form.field('Offline allocation').scrollIntoViewIfNeeded();
      if (await versions.isVisible()) expect((await versions.boundingBox())?.y).toBeLessThan(0);
      await form.button(way).click();
      await eventually(async () => {
        const { y = -1 } = (await versions.boundingBox()) ?? {};
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(HEIGHT);
      });
    }
    await form.sheet.locator('button:focus').getByText('Keep both').waitFor();
    // One may type on, and what is typed then counts as well.
    await form.field('Parking (optional)').fill('4');
    await form.field('Alias (optional)').fill('Still mine');
    await form.button('Take theirs').click();
    await versions.waitFor({ state: 'detached' });
    expect(await form.field('Alias (optional)').inputValue()).toBe('Still mine');
    expect(await form.field('Parking (optional)').inputValue()).toBe('3');
  });

  it('shows what was typed, and saves nothing, once somebody else has retired it', async () => {
    const { chargerId: _label, ...charger } = await freshCharger();
    const form = await open(charger);
    await form.field('Alias (optional)').fill('Mine');
    const path = `/v1/sites/${book.siteId}/chargers/${charger.id}`;
    const { etag } = await granted(book.operator('GET', path));
    const body = { reason: 'Damaged by a van' };
    await granted(book.operator('POST', `${path}/retire`, { body, ifMatch: etag }));
    await form.sheet.getByText('It is retired now').waitFor();
    expect(await form.sheet.getByRole('row', { name: /^Alias / }).innerText()).toContain('Mine');
    expect(await form.button('Save').count()).toBe(0);
    await form.button('Show it as it is now').click();
    await form.sheet.getByText('The charger is retired').waitFor();
    expect(await form.field('Alias (optional)').isDisabled()).toBe(true);
  });

  it('leads nowhere by an answer that comes after one has left', async () => {
    const { chargerId, ...charger } = await freshCharger();
    const form = await open(charger);
    const { page } = form;
    let answer = (): void => undefined;
    await page.route(`**/chargers/${charger.id}`, async (route) => {
      if (route.request().method() === 'PATCH') {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
      }
      await route.continue();
    });
    await form.field('Parking (optional)').fill('12');
    const asked = page.waitForRequest((request) => request.method() === 'PATCH');
    await form.button('Save').click();
    await asked;
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Leave' }).click();
    await form.isGone();
    await page.getByRole('link', { name: 'Groups', exact: true }).click();
    await page.getByRole('heading', { name: 'Groups' }).waitFor();
    answer();
    await page.getByText('is saved.').waitFor();
    expect(page.url()).toContain('/groups');
    expect(await chargerNamed(book, chargerId)).toMatchObject({ parking: '12' });
  });

  it('is found by no text that is longer than any of a charger', async () => {
    const { chargerId, ...charger } = await freshCharger();
    const { page } = await open(charger);
    await page.goto(`/accounts/${book.accountId}/chargers?q=${'z'.repeat(70)}`);
    await page.getByRole('heading', { name: 'No charger fits' }).waitFor();
    expect(await rowOf(page, chargerId).count()).toBe(0);
  });

  it('is not there under the address of another account', async () => {
    const { id } = await freshCharger();
    const { body: other } = await addAccount(book.operator, { name: 'Quayside Homes' });
    const visitor = await office.visitor(ADMINISTRATOR);
    visitors.push(visitor);
    await visitor.page.goto(`/accounts/${other.id as string}/chargers/${book.siteId}/${id}`);
    const sheet = visitor.page.getByRole('dialog').first();
    await sheet.getByText('or you have no role for its account').waitFor();
    expect(await sheet.getByRole('textbox').count()).toBe(0);
  });

  it('lets support set the offline allocation, and nothing else', async () => {
    const { chargerId, ...charger } = await freshCharger();
    const form = await open(charger, SUPPORT);
    expect(await form.field('Limit').isDisabled()).toBe(true);
    await form.field('Offline allocation').fill('10');
    await form.button('Save').click();
    await form.isGone();
    const overrides = { offlineAllocation: { amps: 10 } };
    expect(await chargerNamed(book, chargerId)).toMatchObject({ overrides });
  });

  it('is there to be read by who may not write', async () => {
    const form = await open(await freshCharger(), VIEWER);
    expect(await form.field('Limit').isDisabled()).toBe(true);
    expect(await form.field('Offline allocation').isDisabled()).toBe(true);
    expect(await form.button('Save').count()).toBe(0);
    expect(await form.button('Retire').count()).toBe(0);
  });

  it('retires with a reason, for good', async () => {
    const { chargerId, ...charger } = await freshCharger();
    const form = await open(charger);
    await form.button('Retire').click();
    const dialog = form.page.getByRole('dialog', { name: /^Retire QE-/ });
    await dialog.locator('textarea:focus').waitFor();
    await dialog.getByRole('button', { name: 'Retire it' }).click();
    await dialog.getByText('Say why it is retired.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Damaged by a van');
    await dialog.getByRole('button', { name: 'Retire it' }).click();
    await form.isGone();
    expect(await chargerNamed(book, chargerId)).toMatchObject({ status: 'retired' });
  });
});
