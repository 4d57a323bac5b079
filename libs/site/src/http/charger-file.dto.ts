import { stringify } from 'csv-stringify/sync';

import { type ListedCharger } from '../queries/charger-columns.query';
import { type ChargerDto } from './charger-answer.dto';
import { renderListed } from './listed-charger.dto';

interface FileRow {
  readonly charger: ChargerDto;
  readonly siteName: string;
  readonly panelName: string;
}

type Cell = (row: FileRow) => string | number | null;

/** The columns of the file, in their order. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  'Display name': ({ charger }) => charger.displayName,
  'Charger ID': ({ charger }) => charger.chargerId,
  Alias: ({ charger }) => charger.alias,
  'QA alias': ({ charger }) => charger.qaAlias,
  Site: ({ siteName }) => siteName,
  Panel: ({ panelName }) => panelName,
  'Limit (A)': ({ charger }) => charger.limitAmps,
  'Effective limit (A)': ({ charger }) => charger.effective.limit.amps,
  Scope: ({ charger }) => charger.scope.kind,
  'Secure charging': ({ charger }) => (charger.secureCharging ? 'yes' : 'no'),
  Parking: ({ charger }) => charger.parking,
  'Payment terminals': ({ charger }) => terminalsText(charger),
  Overrides: ({ charger }) => overridesText(charger),
  Status: ({ charger }) => charger.status,
  'Added at': ({ charger }) => charger.addedAt,
  'Added by': ({ charger }) => charger.addedBy,
  'Last changed at': ({ charger }) => charger.lastChangedAt,
  'Last changed by': ({ charger }) => charger.lastChangedBy,
};

const NAMES = Object.keys(COLUMNS);
const CELLS = Object.values(COLUMNS);

/** Without it Excel takes the file for one in the code page of the machine. */
const BYTE_ORDER_MARK = '\u{feff}';

export const CHARGER_FILE = {
  fileName: 'chargers.csv',
  mediaType: 'text/csv',
  description:
    'All chargers of the view in its order, as of the position, as CSV (RFC 4180) in UTF-8. A ' +
    'text that a spreadsheet would take for a formula has a single quote before it.',
  example: exampleText(),
} as const;

/** The file, page by page; its first line names the columns. */
export async function* chargerFileTexts(
  pages: AsyncIterable<readonly ListedCharger[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvOf([NAMES]);
  for await (const page of pages) {
    if (page.length > 0) yield csvOf(page.map(cellsOf));
  }
}

function cellsOf(listed: ListedCharger): readonly (string | number | null)[] {
  const [panel] = listed.path;
  const charger = renderListed(listed);
  const row = { charger, siteName: listed.site.name, panelName: panel?.name ?? '' };
  return CELLS.map((cell) => cell(row));
}

function csvOf(records: readonly (readonly unknown[])[]): string {
  return stringify([...records], {
    record_delimiter: 'windows',
    // A line break alone is no end of a record here, but readers take it for one.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
  });
}

function terminalsText({ paymentTerminals }: ChargerDto): string {
  return paymentTerminals.map((it) => `${it.connector}: ${it.terminalId}`).join('; ');
}

function overridesText({ overrides }: ChargerDto): string {
  const { rate, delay, offlineAllocation } = overrides;
  const texts = [
    rate && `rate ${rate.ratePlanId}`,
    delay && 'delay cancelled',
    offlineAllocation && `offline allocation ${offlineAllocation.amps} A`,
  ];
  return texts.filter((text) => text !== null).join('; ');
}

function exampleText(): string {
  const text = [
    'North 1',
    'CH-001',
    'North 1',
    '',
    'Harbour Garage',
    'Main',
    '32',
    '32',
    'account',
  ];
  const stamps = ['2026-03-01T08:30:00.000Z', 'dana'];
  const cells = [...text, 'yes', '12', '', '', 'active', ...stamps, ...stamps];
  return csvOf([NAMES, cells]);
}
