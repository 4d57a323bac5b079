import { type Browser as Chromium, type ConsoleMessage, type Page } from 'playwright-core';

import { type Audit, violationsOn } from './accessibility';

/** A machine that tests other things as well draws slowly. */
const ACTION_WITHIN_MS = 20_000;

/** Of the service, and nothing of the app: what ran is gone, and starts again in half the time. */
export const BESIDE_THE_APP = '/health/live';

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

/** Somebody in front of a browser of his own. */
export interface Visitor {
  readonly page: Page;
  /** Violations of WCAG 2.2 A and AA, each with the first places that break it. */
  readonly violations: (audit?: Audit) => Promise<readonly string[]>;
  readonly leave: () => Promise<void>;
}

interface Opening {
  readonly look: Look | undefined;
  /** Those of a session, by name. */
  readonly cookies?: ReadonlyMap<string, string>;
}

/** What went wrong in any page: errors thrown or written, and calls to somebody else's server. */
const complaints: string[] = [];

/** Something that the service refused. */
interface Refusal {
  readonly status: number;
  readonly path: string;
}

const refusals: Refusal[] = [];
const foreseen: { readonly status: number; readonly path: RegExp }[] = [];

/** The test at hand brings it about that the service refuses this, so that no page is at fault. */
export function foreseeRefusal(status: number, path: RegExp): void {
  foreseen.push({ status, path });
}

/** The complaints since they were last asked for, with the refusals that nobody had foreseen. */
export function complaintsSoFar(): readonly string[] {
  const expected = foreseen.splice(0);
  const strange = refusals
    .splice(0)
    .filter(({ status, path }) =>
      expected.every((each) => each.status !== status || !each.path.test(path)),
    );
  const told = strange.map(({ status, path }) => `refused with ${status}: ${path}`);
  return [...complaints.splice(0), ...told];
}

/** Pages that somebody has left: the app starts in half the time where it was before. */
const vacant = new WeakMap<Chromium, Page[]>();

export async function openPage(
  browser: Chromium,
  origin: string,
  { look = {}, cookies = new Map() }: Opening,
): Promise<Visitor> {
  const { width = 1280, height = 900, scheme = 'light' } = look;
  const page = vacant.get(browser)?.pop() ?? (await newPage(browser, origin));
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  const settings = { url: origin, httpOnly: true, sameSite: 'Strict' } as const;
  const kept = [...cookies].map(([name, value]) => ({ name, value, ...settings }));
  await page.context().addCookies(kept);
  listen(page, origin);
  return {
    page,
    violations: (audit) => violationsOn(page, audit),
    leave: () => vacate(browser, page),
  };
}

async function newPage(browser: Chromium, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce' });
  context.setDefaultTimeout(ACTION_WITHIN_MS);
  return context.newPage();
}

/** Nothing of whoever leaves is there for the next one. */
async function vacate(browser: Chromium, page: Page): Promise<void> {
  const context = page.context();
  for (const tab of context.pages()) if (tab !== page) await tab.close();
  await page.removeAllListeners(undefined, { behavior: 'ignoreErrors' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  // The app is gone before its session is, and what it kept is to be had at its origin.
  await page.goto(BESIDE_THE_APP);
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  await context.clearCookies();
  await context.clearPermissions();
  vacant.set(browser, [...(vacant.get(browser) ?? []), page]);
}

function listen(page: Page, origin: string): void {
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const refusal = refusalIn(message);
    if (refusal === undefined) complaints.push(`${message.text()} (${message.location().url})`);
    else if (!isOfAnswer(message, page)) refusals.push(refusal);
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    const isOutside = /^(?:https?|wss?):$/.test(protocol) && asked !== origin;
    if (isOutside) complaints.push(`asked ${request.url()}`);
  });
}

/** That the service refused something is written by the browser itself. */
function refusalIn(message: ConsoleMessage): Refusal | undefined {
  const [, status] = /^Failed to load resource: .* (4\d\d) /.exec(message.text()) ?? [];
  const { pathname: path } = new URL(message.location().url || 'about:blank');
  return status === undefined ? undefined : { status: Number(status), path };
}

/** An answer that is shown as a page may be a refusal, and has no picture. */
function isOfAnswer(message: ConsoleMessage, page: Page): boolean {
  const { url } = message.location();
  return url === page.url() || new URL(url).pathname === '/favicon.ico';
}
