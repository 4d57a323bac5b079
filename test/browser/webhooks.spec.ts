import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Locator, type Page, type Route } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { granted, openGarage } from '../support/garage';
import { type Answer, type Person } from '../support/test-service';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import { rowOf } from './charger-form';

const WITHIN_MS = 30_000;

describeInBrowser('The webhooks of an account', () => {
  let office: BackOffice;
  let operator: Person;
  let accountId: string;
  let server: Server;
  let url: string;
  let status: number;
  let received: number;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    office = await openBackOffice({ environment: { WEBHOOK_NETWORKS: '127.0.0.1' } });
    operator = await office.service.person({ '*': ['administrator'] }, 'dana');
    ({ accountId } = await openGarage(operator));
    server = createServer((request, response) => {
      received += 1;
      request.resume().on('end', () => response.writeHead(status).end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  });
  afterAll(async () => {
    await office.close();
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    status = 204;
    received = 0;
  });
  afterEach(() => visitor.leave());

  async function enter(role: 'administrator' | 'viewer'): Promise<void> {
    visitor = await office.visitor({ '*': [role] });
    ({ page } = visitor);
    await page.goto(`/accounts/${accountId}/webhooks`);
  }

  function addWebhook(body: object): Promise<Answer> {
    return granted(operator('POST', '/v1/webhooks', { body: { url, accountId, ...body } }));
  }

  async function chooseIn(form: Locator, field: string, text: string): Promise<void> {
    const choice = form.getByRole('combobox', { name: field });
    await choice.fill(text);
    await choice.press('Enter');
    await choice.press('Escape');
  }

  async function choose(action: string): Promise<void> {
    await page.getByRole('button', { name: `Actions for ${url}` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  }

  it('are none at first, which says what they are for', async () => {
    await enter('administrator');
    await page.getByRole('heading', { name: 'No webhook yet' }).waitFor();
    await page.getByRole('link', { name: 'Activity' }).first().click();
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('heading', { name: 'No webhook yet' }).waitFor();
  });

  /** The next answer to such a request comes when what is given back is called. */
  async function heldBack(method: string): Promise<() => void> {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/v1/webhooks', async (route) => {
      if (route.request().method() === method) await asked;
      await route.continue();
    });
    return answer;
  }

  it('are added without a mouse, and their secret is seen once', async () => {
    await enter('administrator');
    await page.getByRole('heading', { name: 'No webhook yet' }).waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'Add webhook' });
    await form.getByRole('textbox', { name: 'URL' }).fill(url);
    await chooseIn(form, 'Categories', 'site');
    await chooseIn(form, 'Types of events', 'PanelAdded');
    await form.getByRole('radio', { name: 'at the first event of the book' }).check();
    expect(await visitor.violations()).toEqual([]);
    const answer = await heldBack('POST');
    await page.keyboard.press('Control+Enter');
    await page.goBack();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await question.getByText('What you changed here is not saved.').waitFor();
    answer();
    const secret = page.getByRole('textbox', { name: 'The secret' });
    await secret.waitFor();
    await question.waitFor({ state: 'detached' });
    await page.goBack();
    await question.getByText('This is shown this once').waitFor();
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Copy the secret' }).focus();
    const shown = await secret.inputValue();
    expect(shown).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await visitor.violations()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('The secret is copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(shown);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await secret.waitFor({ state: 'detached' });
    await rowOf(page, url).getByText('PanelAdded').waitFor();
    expect(await page.content()).not.toContain(shown);
    const { body } = await operator('GET', '/v1/webhooks');
    expect(body.items).toMatchObject([{ url, accountId, categories: ['site'] }]);
    const path = `/v1/webhooks/${body.items[0].id}`;
    const { etag } = await operator('GET', path);
    await granted(operator('DELETE', path, { ifMatch: etag }));
  });

  it('say at each field what the service refuses, and lose nothing', async () => {
    await enter('administrator');
    foreseeRefusal(400, /^\/v1\/webhooks$/);
    foreseeRefusal(422, /^\/v1\/webhooks$/);
    await page.getByRole('button', { name: 'Add webhook' }).first().click();
    const form = page.getByRole('dialog', { name: 'Add webhook' });
    const address = form.getByRole('textbox', { name: 'URL' });
    await address.fill('nowhere');
    await chooseIn(form, 'Categories', 'user');
    await page.keyboard.press('Control+Enter');
    await form.getByText('There is no category of events "user" here.').waitFor();
    await form.locator('.ant-select-selection-item-remove').click();
    await page.keyboard.press('Control+Enter');
    await form.getByText('Give an https URL without user, password and fragment.').waitFor();
    await address.fill('https://10.0.0.1/book');
    await form.getByRole('radio', { name: 'behind a position' }).check();
    await page.keyboard.press('Control+Enter');
    await form.getByText('Enter the position of an event.').waitFor();
    await form.getByLabel('Position', { exact: true }).fill('no-position');
    await page.keyboard.press('Control+Enter');
    await form.getByText('Webhooks do not go there: the address is private.').waitFor();
    await address.fill(url);
    await page.keyboard.press('Control+Enter');
    await form.getByText('after is not a position of this book.').waitFor();
    expect((await operator('GET', '/v1/webhooks')).body.items).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
  });

  it('tell how they do, and are replayed and removed', async () => {
    await addWebhook({ types: ['SiteAdded', 'PanelAdded'] });
    await enter('administrator');
    const row = rowOf(page, url);
    await row.getByText('Working').waitFor();
    const told = await row.innerText();
    expect(told).toContain('SiteAdded, PanelAdded');
    expect(told).toContain('0 events delivered');
    expect(await visitor.violations()).toEqual([]);
    foreseeRefusal(400, /\/replay$/);
    await choose('Replay …');
    const dialog = page.getByRole('dialog', { name: 'Replay events' });
    await dialog.getByLabel('Position', { exact: true }).fill('no-position');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.locator('.ant-form-item-explain-error').first().waitFor();
    await dialog.getByRole('radio', { name: 'at the first event of the book' }).check();
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await row.getByText('2 events delivered').waitFor({ timeout: WITHIN_MS });
    expect(received).toBe(2);
    await row.getByText('Nothing', { exact: true }).waitFor({ timeout: WITHIN_MS });
    await choose('Remove …');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { name: 'No webhook yet' }).waitFor();
    expect((await operator('GET', '/v1/webhooks')).body.items).toEqual([]);
  });

  it('tell what holds them up, and what waits meanwhile', async () => {
    status = 500;
    const { body } = await addWebhook({ after: 'start', types: ['PanelAdded'] });
    await enter('administrator');
    const row = rowOf(page, url);
    await row.getByText('Retrying').waitFor({ timeout: WITHIN_MS });
    await row.getByText('answered 500').waitFor();
    await row.getByText('1 event', { exact: true }).waitFor();
    await page.route('**/v1/webhooks', parked);
    await row.getByText('Nothing is sent until it is resumed: given-up').waitFor();
    status = 204;
    await row.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('It is sent again from where it stopped.').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await row.getByText('1 event delivered').waitFor({ timeout: WITHIN_MS });
    await eventually(async () => {
      const { body: now } = await operator('GET', `/v1/webhooks/${body.id}`);
      expect(now).toMatchObject({ status: 'active', deliveredCount: 1 });
    }, WITHIN_MS);
  });

  /** As it is after a day of failures, which no test waits for. */
  async function parked(route: Route): Promise<void> {
    const response = await route.fetch();
    const { items } = await response.json();
    const parkedReason = 'given-up: answered 500';
    const changed = items.map((item: object) => ({ ...item, status: 'parked', parkedReason }));
    // The page may have gone on meanwhile.
    await route.fulfill({ response, json: { items: changed } }).catch(() => undefined);
  }

  it('are for administrators', async () => {
    await enter('viewer');
    await page.getByRole('heading', { name: 'Webhooks are for administrators' }).waitFor();
  });
});
