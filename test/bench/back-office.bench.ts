import { setTimeout as pause } from 'node:timers/promises';

import { type Browser, type Page } from 'playwright-core';

import { launchChromium } from '../support/launch-chromium';
import { type BenchBook, withBook } from './bench-book';
import { fillLog } from './book-log';
import { DECKS, PLACES } from './charger-events';
import { chargerStreams, planBook } from './charger-log';
import { type Figure, milliseconds, spreadOf } from './figures';
import { pick } from './pick';

const CHARGERS = 100_000;
const WARM_UPS = 3;
const SAMPLES = 30;
const LONGEST_MS = 100;
/** A clerk looks at what came before he presses again. */
const LOOK_MS = 300;
/** The search waits so long for the next letter. */
const TYPING_PAUSE_MS = 200;

/** Runs in the page. A frame that was asked for is drawn before the timer behind it is called. */
const UNTIL_OTHER_ROWS = `async (act) => {
  const rows = () => document.querySelector('tbody').textContent;
  const before = rows();
  const startedAtMs = performance.now();
  await new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no other rows came after ' + act)), 10_000);
    const observer = new MutationObserver(() => {
      const isBusy = document.querySelector('table')?.getAttribute('aria-busy') === 'true';
      if (isBusy || rows() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(resolve));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    act();
  });
  return performance.now() - startedAtMs;
}`;

/** What a clerk does in the list, again and again. */
interface Deed {
  readonly what: string;
  readonly pauseMs: number;
  readonly act: (page: Page, sample: number) => Promise<number>;
}

const DEEDS: readonly Deed[] = [
  {
    what: 'an order that was shown before',
    pauseMs: 0,
    act: (page, sample) => pressed(page, 'thead', pick(['Charger ID', 'Limit'], sample)),
  },
  {
    what: 'the next page, by a press out of the blue',
    pauseMs: 0,
    act: (page) => pressed(page, '.pager', 'Next'),
  },
  {
    what: 'the next page, pointed at while one looks',
    pauseMs: 0,
    act: async (page) => {
      await page.locator('.pager button', { hasText: 'Next' }).hover();
      return pressed(page, '.pager', 'Next');
    },
  },
  {
    what: 'a search, without its pause of typing',
    pauseMs: TYPING_PAUSE_MS,
    act: (page, sample) => searched(page, newSearch(sample)),
  },
];

/** What the app has not asked for before, and so has to wait for. */
function newSearch(sample: number): string {
  const deck = pick(DECKS, Math.floor(sample / PLACES.length));
  return `${pick(PLACES, sample)} ${deck}`;
}

/** The list of chargers in a browser: from the press to the drawn rows. */
export function benchBackOffice(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const logged = planBook(CHARGERS);
    const store = await book.openStore();
    await fillLog(store, chargerStreams(logged));
    await store.close();
    const browser = await launchChromium();
    try {
      const page = await signedInPage(browser, book);
      await page.goto(`/accounts/${pick(logged.accountIds, 1)}/chargers`);
      await page.locator('tbody tr.row-link').first().waitFor();
      const figures: Figure[] = [];
      for (const deed of DEEDS) figures.push(await figureOf(page, deed));
      return figures;
    } finally {
      await browser.close();
    }
  });
}

async function signedInPage(browser: Browser, book: BenchBook): Promise<Page> {
  const { host, port } = await book.startService();
  const context = await browser.newContext({
    baseURL: `http://${host}:${port}`,
    viewport: { width: 1_280, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${book.token}` },
  });
  return context.newPage();
}

async function figureOf(page: Page, { what, act, pauseMs }: Deed): Promise<Figure> {
  const durationsMs: number[] = [];
  for (let sample = 0; sample < WARM_UPS + SAMPLES; sample += 1) {
    const durationMs = (await act(page, sample)) - pauseMs;
    if (sample >= WARM_UPS) durationsMs.push(durationMs);
    await pause(LOOK_MS);
  }
  const { p50Ms, p99Ms } = spreadOf(durationsMs);
  return {
    bench: 'back-office',
    what: `${what}, among ${CHARGERS} chargers: p50 and p99`,
    measured: `${milliseconds(p50Ms)}, ${milliseconds(p99Ms)}`,
    goal: `p99 < ${LONGEST_MS} ms`,
    isMet: p99Ms < LONGEST_MS,
  };
}

/** Milliseconds until other rows were drawn; told by the page's own clock. */
function pressed(page: Page, within: string, name: string): Promise<number> {
  const button = `[...document.querySelectorAll('${within} button')]
    .find(({ textContent }) => textContent.includes('${name}'))`;
  return page.evaluate<number>(`(${UNTIL_OTHER_ROWS})(() => ${button}.click())`);
}

function searched(page: Page, text: string): Promise<number> {
  return page.evaluate<number>(`(${UNTIL_OTHER_ROWS})(() => {
    const field = document.querySelector('input[type=search]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${text}');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  })`);
}
