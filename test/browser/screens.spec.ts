import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import {
  bookOf,
  DOORS,
  look,
  RECEIVER,
  SCHEMES,
  type Screen,
  SCREENS,
  untilQuiet,
  WIDTHS,
} from './screens';

const LOOKS = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ scheme, width })));
const OVERFLOWS = `document.documentElement.scrollWidth > document.documentElement.clientWidth`;

describeInBrowser(
  'Everybody can use, by WCAG 2.2 A and AA, wide and narrow, light and dark,',
  () => {
    let office: BackOffice;
    let book: Awaited<ReturnType<typeof bookOf>>;
    let clerk: Visitor;
    let stranger: Visitor;

    beforeAll(async () => {
      office = await openBackOffice({ options: ['--demo'], environment: RECEIVER });
      book = await bookOf(office.service);
      clerk = await office.visitor({ '*': ['administrator', 'support'] });
      stranger = await office.stranger();
    });
    afterAll(() => office.close());

    async function faultsOf({ page, violations }: Visitor, screen: Screen): Promise<string[]> {
      const found: string[] = [];
      await page.setViewportSize({ width: 1280, height: 900 });
      await look(page, screen, book);
      for (const { scheme, width } of LOOKS) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        await untilQuiet(page);
        const title = `${scheme}, ${width}`;
        // At one width the page is the same in dark, but for its colours.
        const violated = await violations({ coloursAlone: scheme === 'dark' });
        found.push(...violated.map((violation) => `${title}: ${violation}`));
        if (await page.evaluate(OVERFLOWS)) found.push(`${title}: it is wider than the window`);
      }
      return found;
    }

    beforeEach(() => {
      // Some screens are of refusals, and some of before anybody has signed in.
      for (const status of [400, 401, 403, 404, 422]) {
        foreseeRefusal(status, /^\/(?:v1|auth)\//);
      }
    });

    it.each(SCREENS)('$name', async (screen) => {
      expect(await faultsOf(clerk, screen)).toEqual([]);
    });

    it.each(DOORS)('$name', async (screen) => {
      expect(await faultsOf(stranger, screen)).toEqual([]);
    });

    it('the choice of a password', async () => {
      const screen = { name: 'welcome', path: () => office.welcomeLink() };
      expect(await faultsOf(stranger, screen)).toEqual([]);
    });
  },
);
