import { existsSync, readFileSync } from 'node:fs';

import { type Actor } from '@chargebook/kernel';
import { type Browser, chromium, type ConsoleMessage, type Page } from 'playwright-core';

import { createPlace, type Place, type Service, startService } from './service';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PROGRAM = PROGRAMS.find((path) => existsSync(path));

/** It talks to nobody but the service, and draws without a screen. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** A machine that tests other things as well draws slowly. */
const ACTION_WITHIN_MS = 20_000;

const skipped = PROGRAM === undefined ? ' (skipped: there is no chromium)' : '';

/** A suite that needs a browser; where there is none, its name says why it is skipped. */
export function describeInBrowser(name: string, suite: () => void): void {
  (PROGRAM === undefined ? describe.skip : describe)(`${name}${skipped}`, suite);
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
}

/** Somebody in front of a browser. */
export interface Visitor {
  readonly page: Page;
  /** What went wrong in the page: errors that it threw or wrote to its console. */
  readonly complaints: readonly string[];
  /** Violations of WCAG 2.2 A and AA, each with the first place that breaks it. */
  violations(): Promise<readonly string[]>;
  leave(): Promise<void>;
}

/** The service with its web app, and a browser in front of it. */
export interface BackOffice {
  readonly service: Service;
  visitor(roles: Actor['roles'], look?: Look): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openBackOffice(options: readonly string[] = []): Promise<BackOffice> {
  const place = await createPlace();
  const service = await startService(place, {}, options);
  const browser = await chromium.launch({ executablePath: `${PROGRAM}`, args: FLAGS });
  return {
    service,
    visitor: (roles, look) => visit({ browser, place, service }, roles, look),
    close: async () => {
      await browser.close();
      await service.stop();
      await place.remove();
    },
  };
}

interface Parts {
  readonly browser: Browser;
  readonly place: Place;
  readonly service: Service;
}

async function visit(
  { browser, place, service }: Parts,
  roles: Actor['roles'],
  { width = 1280, height = 900, scheme = 'light' }: Look = {},
): Promise<Visitor> {
  const token = await place.token(roles);
  const context = await browser.newContext({
    baseURL: service.url,
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  context.setDefaultTimeout(ACTION_WITHIN_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (isComplaint(message)) complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, complaints, violations: () => violationsOn(page), leave: () => context.close() };
}

/**
 * That the service refused something is written by the browser itself, and no fault of the page.
 */
function isComplaint(message: ConsoleMessage): boolean {
  if (message.type() !== 'error') return false;
  const { pathname } = new URL(message.location().url || 'about:blank');
  const isRefusal = /^Failed to load resource: .* 4\d\d /.test(message.text());
  return !(isRefusal && /^\/(?:v1|auth)\//.test(pathname));
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface AxeResult {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Handed over as text: the page's own policy lets no foreign script in. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const options = JSON.stringify({ runOnly: { type: 'tag', values: RULES } });
  const found = await page.evaluate<readonly AxeResult[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  );
  return found.map(({ id, help, nodes }) => {
    const places = nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`);
    return `${id}: ${help}\n  ${places.slice(0, 3).join('\n  ')}`;
  });
}
