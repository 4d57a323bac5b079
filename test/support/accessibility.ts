import { readFileSync } from 'node:fs';

import { type Page } from 'playwright-core';

const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** What the colours alone can break. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const MOST_PLACES = 3;

interface AxeResult {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

let source: string | undefined;

export interface Audit {
  /** Of a page that has been looked at whole, in other colours. */
  readonly coloursAlone?: boolean;
}

/** Violations of WCAG 2.2 A and AA, each with the first places that break it. */
export async function violationsOn(
  page: Page,
  { coloursAlone = false }: Audit = {},
): Promise<readonly string[]> {
  source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  // Handed over as text: the page's own policy lets no foreign script in.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(source);
  // What a page's head covers while one scrolls is no fault.
  await page.evaluate('window.scrollTo(0, 0)');
  const options = JSON.stringify({ runOnly: coloursAlone ? COLOURS : ALL });
  const found = await page.evaluate<readonly AxeResult[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  );
  return found.map(({ id, help, nodes }) => {
    const places = nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`);
    return `${id}: ${help}\n  ${places.slice(0, MOST_PLACES).join('\n  ')}`;
  });
}
