import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { type Visitor } from '../support/visitor';
import { DOORS, look, SCHEMES, type Screen, screensOf, untilQuiet, WIDTHS } from './screens';

const LOOKS = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ scheme, width })));

describeInBrowser('Whatever is shown, in light and dark, wide and narrow,', () => {
  let office: BackOffice;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice({ options: ['--demo'] });
  });
  afterAll(() => office.close());
  afterEach(() => visitor.leave());

  /** By screen and look, so that one run tells all of them. */
  async function violationsOf(screens: readonly Screen[]): Promise<readonly string[]> {
    const { page } = visitor;
    const found: string[] = [];
    for (const screen of screens) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await look(page, screen);
      for (const { scheme, width } of LOOKS) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        await untilQuiet(page);
        const title = `${screen.name}, ${scheme}, ${width}`;
        found.push(...(await visitor.violations()).map((violation) => `${title}: ${violation}`));
        if (await scrollsSideways()) found.push(`${title}: it is wider than the window`);
      }
    }
    return found;
  }

  async function scrollsSideways(): Promise<boolean> {
    return visitor.page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
  }

  it('can be used by everybody: WCAG 2.2 A and AA', async () => {
    visitor = await office.visitor({ '*': ['administrator', 'support'] });
    expect(await violationsOf(await screensOf(office.service))).toEqual([]);
  });

  it('can be used by everybody before the door as well', async () => {
    visitor = await office.stranger();
    const welcome = { name: 'welcome', path: office.welcomeLink() };
    expect(await violationsOf([...DOORS, welcome])).toEqual([]);
  });
});
