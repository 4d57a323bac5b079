import { type Page } from 'playwright-core';

import { eventually } from '../support/eventually';
import { type Service } from '../support/service';
import { type Answer, type Person } from '../support/test-service';
import { granted } from '../support/garage';
import { BESIDE_THE_APP } from '../support/visitor';

/** What the addresses of screens are made of. */
interface Book {
  readonly full: string;
  readonly empty: string;
  readonly site: string;
  readonly charger: string;
  readonly panel: string;
  readonly driver: string;
  readonly group: string;
  readonly ratePlan: string;
  /** A moment behind all that the demo did. */
  readonly now: string;
}

/** A page of the app in one of its states, as a person comes to see it. */
export interface Screen {
  readonly name: string;
  readonly path: (book: Book) => string;
  /** What is done there before it is looked at. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** Each at these widths, in light and in dark. */
export const WIDTHS = [1280, 390] as const;
export const SCHEMES = ['light', 'dark'] as const;

const QUIET_WITHIN_MS = 20_000;
const BUSY = '[aria-busy="true"], .ant-skeleton';

/** The book of a service that was started with the demo. */
export async function bookOf(service: Service): Promise<Book> {
  const reader = await service.person({ '*': ['administrator'] });
  const itemsOf = async (path: string): Promise<readonly Answer['body'][]> =>
    (await granted(reader('GET', path))).body.items;
  const accounts = await itemsOf('/v1/accounts');
  const named = (name: string) => accounts.find((account) => account.name.startsWith(name)).id;
  const full: string = named('Juniper');
  const sites = await itemsOf(`/v1/sites?accountId=${full}`);
  const site: string = sites.find(({ name }) => name === 'Juniper Court Campus').id;
  await addReceiver(reader, full);
  const first = async (path: string): Promise<string> => (await itemsOf(path))[0].id;
  return {
    full,
    empty: named('Copperfield'),
    site,
    charger: await first(`/v1/chargers?siteId=${site}&chargerId=JC-A4`),
    panel: await first(`/v1/panels?siteId=${site}`),
    driver: await first(`/v1/accounts/${full}/drivers`),
    group: await first(`/v1/groups?accountId=${full}`),
    ratePlan: await first('/v1/rate-plans'),
    now: new Date().toISOString(),
  };
}

/** Where the receiver of the demo would be; nobody is there, and nothing is sent. */
export const RECEIVER = { WEBHOOK_NETWORKS: '127.0.0.1' } as const;

async function addReceiver(reader: Person, accountId: string): Promise<void> {
  const { body } = await granted(reader('GET', '/v1/webhooks'));
  if (body.items.length > 0) return;
  const types = ['ChargerAdded', 'ScopeChanged'];
  const receiver = { url: 'http://127.0.0.1:9/chargebook', accountId, types };
  await granted(reader('POST', '/v1/webhooks', { body: receiver }));
}

/** Those of somebody who has not signed in. */
export const DOORS: readonly Screen[] = [
  { name: 'sign-in', path: () => '/sign-in' },
  { name: 'sign-in-missing', path: () => '/sign-in', prepare: (page) => press(page, 'Sign in') },
  { name: 'link-invalid', path: () => '/welcome#spent' },
];

/** Those of an account that has all there is. */
const ACCOUNT_SCREENS: readonly Screen[] = [
  within('chargers', '/chargers'),
  within('chargers-found-none', '/chargers?q=nothing-goes-by-this'),
  within('charger-new', '/chargers/new', fillChargerIn),
  within('charger-refused', '/chargers/new', (page) => press(page, 'Add')),
  within('charger-edit', '/chargers/{site}/{charger}'),
  within('charger-history', '/chargers/{site}/{charger}/history'),
  within('charger-history-filtered', '/chargers/{site}/{charger}/history?field=alias&to={now}'),
  within('chargers-as-of', '/chargers?asOf={now}'),
  within('chargers-as-of-choosing', '/chargers', (page) => press(page, 'As of …')),
  within('chargers-as-of-refused', '/chargers?asOf=2999-01-01T00:00:00Z'),
  within('charger-as-of', '/chargers/{site}/{charger}?asOf={now}'),
  within('sites', '/energy'),
  within('site-new', '/energy/new'),
  within('site', '/energy/{site}'),
  within('site-as-of', '/energy/{site}?asOf={now}'),
  within('site-edit', '/energy/{site}/edit'),
  within('site-settings', '/energy/{site}/settings'),
  within('panel-new', '/energy/{site}/panels/new'),
  within('panel-edit', '/energy/{site}/panels/{panel}'),
  within('map', '/map', untilMapIsDrawn),
  within('map-chosen', '/map?site={site}', untilMapIsDrawn),
  within('drivers', '/drivers'),
  within('driver-new', '/drivers/new'),
  within('driver-edit', '/drivers/{driver}'),
  within('groups', '/groups'),
  within('group-edit', '/groups/{group}'),
  within('rates', '/rates'),
  within('rate-edit', '/rates/{ratePlan}'),
  within('activity', '/activity'),
  within('webhooks', '/webhooks'),
  within('webhook-new', '/webhooks/new'),
  within('webhook-replay', '/webhooks', openReplay),
  within('import', '/import'),
  within('import-columns', '/import', pasteRows),
  within('user-menu', '/groups', openMenu),
];

/** Those of an account that has nothing yet. */
const EMPTY_SCREENS: readonly Screen[] = [
  'chargers',
  'energy',
  'map',
  'drivers',
  'import',
  'webhooks',
].map((place) => ({
  name: `empty-${place}`,
  path: ({ empty }) => `/accounts/${empty}/${place}`,
}));

export const SCREENS: readonly Screen[] = [
  ...ACCOUNT_SCREENS,
  ...EMPTY_SCREENS,
  { name: 'users', path: () => '/users' },
  { name: 'user-new', path: () => '/users/new' },
  { name: 'not-found', path: () => '/nowhere' },
  { name: 'unknown-account', path: ({ site }) => `/accounts/${site}/chargers` },
];

/** A page of the full account; `{site}` in its path stands for that thing's id. */
function within(name: string, path: string, prepare?: Screen['prepare']): Screen {
  const pathIn = (book: Book): string =>
    `/accounts/${book.full}${path.replace(/\{(\w+)\}/g, (_all, thing: keyof Book) => book[thing])}`;
  return { name, path: pathIn, ...(prepare && { prepare }) };
}

/** Goes there and waits until all that it shows is there. */
export async function look(page: Page, { path, prepare }: Screen, book: Book): Promise<void> {
  // What the screen before left in a form is not asked for.
  await page.goto(BESIDE_THE_APP);
  await page.goto(path(book));
  await untilQuiet(page);
  if (prepare === undefined) return;
  await prepare(page);
  await untilQuiet(page);
}

/** All that is fetched is there, and nothing moves any more. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  // What has just changed begins to move with the next picture.
  await page.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
  );
  await eventually(async () => {
    const moving = await page.evaluate<string>(
      `[...document.querySelectorAll('${BUSY}'), ...document.getAnimations()
        .filter(({ playState, effect }) =>
          playState === 'running' && effect.getComputedTiming().duration >= 1)
        .map(({ effect }) => effect.target)].map(({ outerHTML }) => outerHTML).join()`,
    );
    if (moving !== '') throw new Error(`still waiting or moving: ${moving.slice(0, 1_000)}`);
  }, QUIET_WITHIN_MS);
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).last().click();
}

/** The menu is drawn with the first opening. */
async function openMenu(page: Page): Promise<void> {
  await press(page, 'Your menu');
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).waitFor();
}

async function openReplay(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Replay …' }).click();
  await page.getByRole('dialog', { name: 'Replay events' }).waitFor();
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
