import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Locator } from 'playwright-core';

import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { eventually } from '../support/eventually';
import { addCharger, type Garage, granted, openGarage } from '../support/garage';
import { invite } from '../support/people';
import { type Person } from '../support/test-service';
import { complaintsSoFar, foreseeRefusal, type Visitor } from '../support/visitor';
import { rowOf } from './charger-form';
import { chooseOfMenu, signInByForm } from './doors';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const SESSION = 'chargebook_session';
/** A session that has been looked at is good for 30 s more. */
const REVOKED_WITHIN_MS = 45_000;

describeInBrowser('A session in the browser', () => {
  let office: BackOffice;
  let operator: Person;
  let garage: Garage;
  let email: string;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    office = await openBackOffice();
    operator = await office.service.person(ADMINISTRATOR, 'dana');
    garage = await openGarage(operator);
    email = await office.userEmail(ADMINISTRATOR);
  });
  afterAll(() => office.close());
  beforeEach(() => {
    // Sessions end here, and none has begun at the door.
    foreseeRefusal(401, /^\/(?:v1|auth)\//);
  });
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.leave();
  });

  async function signedIn(): Promise<Visitor['page']> {
    const visitor = await office.stranger();
    visitors.push(visitor);
    await visitor.page.goto(`/accounts/${garage.accountId}/drivers?q=none`);
    await visitor.page.waitForURL('**/sign-in?returnTo=*');
    await signInByForm(visitor.page, email);
    await visitor.page.getByRole('heading', { name: 'Drivers' }).waitFor();
    return visitor.page;
  }

  it('begins at the door, and goes on where one wanted to', async () => {
    const visitor = await office.stranger();
    visitors.push(visitor);
    const { page } = visitor;
    await page.goto(`/accounts/${garage.accountId}/groups`);
    await signInByForm(page, email, 'not the one that was chosen');
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    await eventually(async () => {
      await signInByForm(page, email);
      await page.waitForURL(`**/accounts/${garage.accountId}/groups`, { timeout: 3_000 });
    }, 30_000);
  });

  it('says so where a link to the door was cut, and keeps no piece of it', async () => {
    const visitor = await office.stranger();
    visitors.push(visitor);
    const { page } = visitor;
    for (const piece of ['%', '%E0%A4%A', '']) {
      await page.goto('about:blank');
      await page.goto(`/welcome#${piece}`);
      await page.getByText('Its address is not whole.').waitFor();
      expect(page.url()).toMatch(/\/welcome#?$/);
    }
    expect(await visitor.violations()).toEqual([]);
  });

  it('leaves nothing of it where a script or a glance could find it', async () => {
    const page = await signedIn();
    const cookies = await page.context().cookies();
    const secrets = cookies.map(({ value }) => value);
    expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([
      [true, 'Strict'],
      [true, 'Strict'],
    ]);
    const seen = await page.evaluate<string>(
      `[document.cookie, location.href, ...Object.values(localStorage),
        ...Object.values(sessionStorage)].join(' ')`,
    );
    for (const secret of secrets) expect(seen).not.toContain(secret);
  });

  it('is renewed without a word, and hears of changes again', async () => {
    const page = await signedIn();
    await page.context().clearCookies({ name: SESSION });
    await page.getByRole('link', { name: 'Chargers', exact: true }).click();
    await page.getByRole('heading', { name: 'Chargers' }).waitFor();
    await eventually(async () => {
      const names = (await page.context().cookies()).map(({ name }) => name);
      expect(names).toContain(SESSION);
    });
    await page.context().clearCookies({ name: SESSION });
    await page.reload();
    await page.getByText('No charger yet').waitFor();
    const charger = await addCharger(operator, garage);
    await rowOf(page, charger.body.chargerId as string).waitFor();
  });

  it('ends everywhere, when its user says so', async () => {
    const here = await signedIn();
    const there = await signedIn();
    await here.getByRole('link', { name: 'Groups', exact: true }).click();
    await here.waitForURL('**/groups');
    await chooseOfMenu(here, 'Sign out everywhere');
    await here.waitForURL('**/sign-in**');
    // Another browser is shown out with the first request after its session was last looked at.
    await eventually(async () => {
      await there.reload();
      await there.waitForURL('**/sign-in**', { timeout: 3_000 });
    }, REVOKED_WITHIN_MS);
    await here.goBack();
    await here.waitForURL('**/sign-in**');
  });

  it('asks once before what is typed is lost with it, and loses none of it', async () => {
    const page = await signedIn();
    const driver = await granted(
      operator('POST', `/v1/accounts/${garage.accountId}/drivers`, {
        body: { externalId: 'EMP-7' },
      }),
    );
    await page.goto(`/accounts/${garage.accountId}/drivers/${driver.body.id as string}`);
    const externalId = page.getByRole('textbox', { name: 'External ID' });
    await externalId.fill('EMP-8');
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const question = page.getByRole('dialog').filter({ hasText: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await externalId.inputValue()).toBe('EMP-8');
    // Signed in again, as by another tab.
    await page.context().addCookies(cookies);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('EMP-8 is saved.').waitFor();
  });

  it('is of whoever signed in last, also in a tab that stood open meanwhile', async () => {
    foreseeRefusal(404, /^\/v1\//);
    const page = await signedIn();
    const underWay = await beginImport(page);
    await page.getByRole('heading', { name: 'Chargers' }).waitFor();
    const other = await office.userEmail({});
    const tab = await page.context().newPage();
    await tab.goto('/sign-in');
    await signInByForm(tab, other);
    await tab.getByRole('heading', { name: 'No account yet' }).waitFor();
    await tab.close();
    await page.getByText('This account is not here').waitFor();
    expect(await page.getByRole('heading', { name: 'Chargers' }).count()).toBe(0);
    expect(await page.getByRole('navigation', { name: 'Places' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Account' }).waitFor();
    expect(await underWay.count()).toBe(0);
    expect(await page.evaluate('Object.keys(sessionStorage).join()')).not.toContain('import');
  });

  it('shows nobody what another had dropped into the tab to be imported', async () => {
    const page = await signedIn();
    await readRows(page);
    const other = await office.userEmail(ADMINISTRATOR);
    const tab = await page.context().newPage();
    await tab.goto('/sign-in');
    await signInByForm(tab, other);
    await tab.getByRole('button', { name: 'Your menu' }).waitFor();
    await tab.close();
    await page.getByRole('textbox', { name: 'Rows, pasted or typed' }).waitFor();
    expect(await page.getByText('QS-1').count()).toBe(0);
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('QS-1');
  });

  async function readRows(page: Visitor['page']): Promise<void> {
    await page.goto(`/accounts/${garage.accountId}/import`);
    await page.getByRole('combobox', { name: 'Site' }).click();
    await page.locator('.ant-select-item-option').first().click();
    const rows = 'Charger ID\tLimit\tPanel\tScope\nQS-1\t6\tMain\tclosed';
    await page.getByRole('textbox', { name: 'Rows, pasted or typed' }).fill(rows);
    await page.getByRole('button', { name: 'Read these rows' }).click();
    await page.getByRole('button', { name: 'Check 1 row' }).waitFor();
  }

  /** It goes on for as long as nobody answers it. */
  async function beginImport(page: Visitor['page']): Promise<Locator> {
    await readRows(page);
    await page.route(/\/v1\/(?:panels|groups|drivers|sites\/)/, () => new Promise(() => undefined));
    await page.getByRole('button', { name: 'Check 1 row' }).click();
    await page.getByRole('link', { name: 'To the chargers' }).click();
    const underWay = page.getByRole('link', { name: 'Import: 0 of 1 row checked' });
    await underWay.waitFor();
    return underWay;
  }

  it('is not over because it cannot be renewed at the moment', async () => {
    const page = await signedIn();
    let refusals = 0;
    await page.route('**/auth/refresh', (route) => {
      refusals += 1;
      return refusals > 1 ? route.continue() : route.fulfill({ status: 503, body: '' });
    });
    await page.context().clearCookies({ name: SESSION });
    await page.getByRole('link', { name: 'Rates', exact: true }).click();
    await page.getByText('No rate plan yet').waitFor();
    expect(refusals).toBeGreaterThan(1);
    expect(page.url()).toContain('/rates');
    for (const complaint of complaintsSoFar()) expect(complaint).toMatch(/ 503 .*\/auth\/refresh/);
  });

  it('begins by another link, too, in the tab where one was void', async () => {
    const visitor = await office.stranger();
    visitors.push(visitor);
    const { page } = visitor;
    foreseeRefusal(422, /^\/auth\/link$/);
    await page.goto(`/welcome#${'x'.repeat(43)}`);
    await page.getByRole('link', { name: 'To the sign-in' }).waitFor();
    const invited = await invite(operator, ADMINISTRATOR);
    await page.evaluate(`location.hash = ${JSON.stringify(invited.secret)}`);
    await page.getByLabel('New password').waitFor();
    expect(page.url()).not.toContain(invited.secret);
  });

  it('is of no use to a page of somebody else', async () => {
    const page = await signedIn();
    const [server, address] = await strangePage(office.service.url);
    await page.goto(address);
    const answered = page.waitForResponse((response) => response.url().endsWith('/v1/accounts'));
    await page.getByRole('button', { name: 'Win a prize' }).click();
    const answer = await answered;
    expect((await answer.request().allHeaders())['cookie']).toContain(SESSION);
    expect([401, 403, 415]).toContain(answer.status());
    server.close();
    const { body } = await granted(operator('GET', '/v1/accounts'));
    expect(JSON.stringify(body)).not.toContain('Stolen');
    const [complaint, ...others] = complaintsSoFar();
    expect(complaint).toBe(`asked ${address}/`);
    expect(others).toEqual([]);
  });
});

/** On the same host, so that the browser sends its cookies along: the service must refuse. */
async function strangePage(target: string): Promise<[Server, string]> {
  const page = `<!doctype html><title>Prizes</title><link rel="icon" href="data:,">
    <form method="post" enctype="text/plain" action="${target}/v1/accounts">
    <input type="hidden" name='{"name":"Stolen","externalId":"' value='"}'>
    <button>Win a prize</button></form>`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(page);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}
