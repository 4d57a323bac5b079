import { type Browser as Chromium, type ConsoleMessage, type Page } from 'playwright-core';

import { violationsOn } from './accessibility';

/** A machine that tests other things as well draws slowly. */
const ACTION_WITHIN_MS = 20_000;

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

/** Somebody in front of a browser of his own. */
export interface Visitor {
  readonly page: Page;
  /** Violations of WCAG 2.2 A and AA, each with the first places that break it. */
  readonly violations: () => Promise<readonly string[]>;
  readonly leave: () => Promise<void>;
}

interface Opening {
  readonly look: Look | undefined;
  /** Those of a session, by name. */
  readonly cookies?: ReadonlyMap<string, string>;
}

/** What went wrong in any page: errors thrown or written, and calls to somebody else's server. */
const complaints: string[] = [];

/** The complaints since they were last asked for. */
export function complaintsSoFar(): readonly string[] {
  return complaints.splice(0);
}

export async function openPage(
  browser: Chromium,
  origin: string,
  { look = {}, cookies = new Map() }: Opening,
): Promise<Visitor> {
  const { width = 1280, height = 900, scheme = 'light' } = look;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(ACTION_WITHIN_MS);
  const settings = { url: origin, httpOnly: true, sameSite: 'Strict' } as const;
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, ...settings })));
  const page = await context.newPage();
  listen(page, origin);
  return { page, violations: () => violationsOn(page), leave: () => context.close() };
}

function listen(page: Page, origin: string): void {
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const isOfPage = message.location().url === page.url();
    if (!isRefusal(message, isOfPage))
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    const isOutside = /^(?:https?|wss?):$/.test(protocol) && asked !== origin;
    if (isOutside) complaints.push(`asked ${request.url()}`);
  });
}

/**
 * That the service refused something, or has no such page, is written by the browser itself: no
 * fault of the page.
 */
function isRefusal(message: ConsoleMessage, isOfPage: boolean): boolean {
  const { pathname } = new URL(message.location().url || 'about:blank');
  const isRefused = /^Failed to load resource: .* 4\d\d /.test(message.text());
  return isRefused && (isOfPage || /^\/(?:v1|auth)\//.test(pathname));
}
