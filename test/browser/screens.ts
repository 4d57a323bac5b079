import { type Page } from 'playwright-core';

import { eventually } from '../support/eventually';
import { type Service } from '../support/service';
import { type Answer } from '../support/test-service';
import { granted } from '../support/garage';

/** A page of the app in one of its states, as a person comes to see it. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is done there before it is looked at. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** Each at these widths, in light and in dark. */
export const WIDTHS = [1280, 390] as const;
export const SCHEMES = ['light', 'dark'] as const;

const QUIET_WITHIN_MS = 20_000;
const BUSY = '[aria-busy="true"], .ant-skeleton';

/** The screens of a service that was started with the demo. */
export async function screensOf(service: Service): Promise<readonly Screen[]> {
  const reader = await service.person({ '*': ['administrator'] });
  const itemsOf = async (path: string): Promise<readonly Answer['body'][]> =>
    (await granted(reader('GET', path))).body.items;
  const accounts = await itemsOf('/v1/accounts');
  const named = (name: string) => accounts.find((account) => account.name.startsWith(name)).id;
  const [full, empty] = [named('Juniper'), named('Copperfield')];
  const sites = await itemsOf(`/v1/sites?accountId=${full}`);
  const site = sites.find(({ name }) => name === 'Juniper Court Campus').id;
  const charger = (await itemsOf(`/v1/chargers?siteId=${site}&chargerId=JC-A4`))[0].id;
  const panel = (await itemsOf(`/v1/panels?siteId=${site}`))[0].id;
  const driver = (await itemsOf(`/v1/accounts/${full}/drivers`))[0].id;
  const group = (await itemsOf(`/v1/groups?accountId=${full}`))[0].id;
  const ratePlan = (await itemsOf('/v1/rate-plans'))[0].id;
  const things = { site, charger, panel, driver, group, ratePlan };
  return [
    ...accountScreens(`/accounts/${full}`, things),
    ...emptyScreens(`/accounts/${empty}`),
    { name: 'users', path: '/users' },
    { name: 'user-new', path: '/users/new' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'unknown-account', path: `/accounts/${site}/chargers` },
  ];
}

/** Those of somebody who has not signed in. */
export const DOORS: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in-missing', path: '/sign-in', prepare: (page) => press(page, 'Sign in') },
  { name: 'link-invalid', path: '/welcome#spent' },
];

interface Things {
  readonly site: string;
  readonly charger: string;
  readonly panel: string;
  readonly driver: string;
  readonly group: string;
  readonly ratePlan: string;
}

function accountScreens(account: string, things: Things): readonly Screen[] {
  const { site, charger, panel, driver, group, ratePlan } = things;
  const chargers = `${account}/chargers`;
  const energy = `${account}/energy/${site}`;
  return [
    { name: 'chargers', path: chargers },
    { name: 'chargers-found-none', path: `${chargers}?q=nothing-goes-by-this` },
    { name: 'charger-new', path: `${chargers}/new`, prepare: fillChargerIn },
    { name: 'charger-refused', path: `${chargers}/new`, prepare: (page) => press(page, 'Add') },
    { name: 'charger-edit', path: `${chargers}/${site}/${charger}` },
    { name: 'sites', path: `${account}/energy` },
    { name: 'site-new', path: `${account}/energy/new` },
    { name: 'site', path: energy },
    { name: 'site-edit', path: `${energy}/edit` },
    { name: 'site-settings', path: `${energy}/settings` },
    { name: 'panel-new', path: `${energy}/panels/new` },
    { name: 'panel-edit', path: `${energy}/panels/${panel}` },
    { name: 'map', path: `${account}/map`, prepare: untilMapIsDrawn },
    { name: 'map-chosen', path: `${account}/map?site=${site}`, prepare: untilMapIsDrawn },
    { name: 'drivers', path: `${account}/drivers` },
    { name: 'driver-new', path: `${account}/drivers/new` },
    { name: 'driver-edit', path: `${account}/drivers/${driver}` },
    { name: 'groups', path: `${account}/groups` },
    { name: 'group-edit', path: `${account}/groups/${group}` },
    { name: 'rates', path: `${account}/rates` },
    { name: 'rate-edit', path: `${account}/rates/${ratePlan}` },
    { name: 'activity', path: `${account}/activity` },
    { name: 'import', path: `${account}/import` },
    { name: 'import-columns', path: `${account}/import`, prepare: pasteRows },
    { name: 'user-menu', path: `${account}/groups`, prepare: (page) => press(page, 'Your menu') },
  ];
}

/** What an account shows that has nothing yet. */
function emptyScreens(account: string): readonly Screen[] {
  const places = ['chargers', 'energy', 'map', 'drivers', 'import'];
  return places.map((place) => ({ name: `empty-${place}`, path: `${account}/${place}` }));
}

/** Goes there and waits until all that it shows is there. */
export async function look(page: Page, { path, prepare }: Screen): Promise<void> {
  // What the screen before left in a form is not asked for.
  await page.goto('about:blank');
  await page.goto(path);
  await untilQuiet(page);
  if (prepare === undefined) return;
  await prepare(page);
  await untilQuiet(page);
}

/** All that is fetched is there, and nothing moves any more. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await eventually(async () => {
    const moving = await page.evaluate<string>(
      `[...document.querySelectorAll('${BUSY}'), ...document.getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) => effect.target)].map(({ outerHTML }) => outerHTML).join()`,
    );
    if (moving !== '') throw new Error(`still waiting or moving: ${moving.slice(0, 1_000)}`);
  }, QUIET_WITHIN_MS);
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).last().click();
}

async function fillChargerIn(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: 'Charger ID', exact: true }).fill('JC-C1');
  await sheet.getByRole('textbox', { name: 'Limit', exact: true }).fill('32');
  const panels = sheet.getByRole('combobox', { name: 'Parent panel' });
  await panels.fill('North row');
  await page.locator('.ant-select-item-option', { hasText: 'North row B' }).waitFor();
  await panels.press('Enter');
  await sheet.getByRole('radio', { name: /^Private/ }).check();
  await sheet.getByRole('combobox', { name: 'Driver' }).waitFor();
}

async function pasteRows(page: Page): Promise<void> {
  const rows = 'Charger ID\tLimit (A)\tColour\nJC-D1\t16\tred\nJC-D2\t32,5\tblue';
  await page.getByRole('textbox', { name: 'Rows, pasted or typed' }).fill(rows);
  await press(page, 'Read these rows');
  await page.getByText('Left out, for no field takes it: Colour.').waitFor();
}

/** It is busy until it has nothing left to draw. */
async function untilMapIsDrawn(page: Page): Promise<void> {
  await page.locator('.map-canvas canvas').waitFor();
}
