import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { addCharger, addPanel, addSite, type Garage, openGarage } from '../support/garage';
import { type Person } from '../support/test-service';
import { type Visitor } from '../support/visitor';
import { untilQuiet } from './screens';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const ROTTERDAM = { location: { latitude: 51.9, longitude: 4.5 } };
const PUBLIC = { scope: { kind: 'public' } };

/** As a map hands a place out: both numbers in one text. */
const PASTE = `(() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', '52.1, 5.1');
  const settings = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', settings));
})()`;

describeInBrowser('The map of an account', () => {
  let office: BackOffice;
  let operator: Person;
  let garage: Garage;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice();
    operator = await office.service.person(ADMINISTRATOR, 'dana');
    garage = await openGarage(operator, { site: { name: 'Quay', ...ROTTERDAM } });
    await addCharger(operator, garage, PUBLIC);
    await addCharger(operator, garage, PUBLIC);
    await addCharger(operator, garage);
    const { body } = await addSite(operator, garage.accountId, { name: 'Inland' });
    await addPanel(operator, body.id as string);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    visitor = await office.visitor(ADMINISTRATOR);
  });
  afterEach(() => visitor.leave());

  it('shows sites and how many of their chargers are public, from no other server', async () => {
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/accounts/${garage.accountId}/map`);
    const map = page.getByRole('region', { name: 'Map of the sites' });
    await map.locator('canvas').waitFor();
    await untilQuiet(page);
    const coloured = await map.locator('canvas').screenshot();
    // One colour all over is a picture of a few hundred bytes: land, sea and a mark are more.
    expect(coloured.length).toBeGreaterThan(5_000);
    const scale = await map.locator('.maplibregl-ctrl-scale').innerText();
    expect(Number(/^(\d+)\skm$/.exec(scale)?.[1])).toBeGreaterThanOrEqual(100);
    const site = page.getByRole('button', { name: /^Quay/ });
    expect(await site.innerText()).toContain('2 public of 3 chargers');
    expect(asked.length).toBeGreaterThan(5);
    const isOwn = (url: string): boolean =>
      /^(?:data|blob):/.test(url) || url.startsWith(office.service.url);
    expect(asked.filter((url) => !isOwn(url))).toEqual([]);
  });

  it('leads to a site that is chosen, and keeps the choice in the address', async () => {
    const { page } = visitor;
    await page.goto(`/accounts/${garage.accountId}/map`);
    await page.getByRole('button', { name: /^Quay/ }).click();
    await page.waitForURL(`**/map?site=${garage.siteId}`);
    await page.getByRole('link', { name: 'Panels and chargers' }).click();
    await page.getByRole('heading', { name: 'Quay', level: 1 }).waitFor();
  });

  it('names the sites that it cannot show, and how to put them there', async () => {
    const { page } = visitor;
    await page.goto(`/accounts/${garage.accountId}/map`);
    await page.getByRole('link', { name: 'Give Inland a location' }).click();
    const sheet = page.getByRole('dialog').first();
    await sheet.getByRole('textbox', { name: 'Latitude' }).focus();
    await page.evaluate(PASTE);
    expect(await sheet.getByRole('textbox', { name: 'Longitude' }).inputValue()).toBe('5.1');
    await sheet.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Inland is saved.').waitFor();
    await page.goto(`/accounts/${garage.accountId}/map`);
    await page.getByRole('button', { name: /^Inland/ }).waitFor();
  });
});
