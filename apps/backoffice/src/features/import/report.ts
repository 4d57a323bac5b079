import { IMPORT_ROW_TEXTS } from '../../lib/texts/import-rows';
import { type ChargerRow } from './charger-rows';
import { type Verdicts } from './verdict';

const NAMES = IMPORT_ROW_TEXTS.report;

/** A line for every row, as a spreadsheet reads it. */
export function reportOf(rows: readonly ChargerRow[], verdicts: Verdicts): string {
  const head = Object.values(NAMES);
  const lines = rows.map(({ line, chargerId, panel }, place) => {
    const verdict = verdicts[place];
    const { codes = [], why = [], id = '' } = verdict ?? {};
    const kind = verdict?.kind ?? 'open';
    return [String(line), chargerId, panel, kind, codes.join(' '), why.join(' '), id];
  });
  return [head, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would take for a formula is shown as the text that it is. */
function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
