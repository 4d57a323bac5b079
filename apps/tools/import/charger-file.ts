import { parse } from 'csv-parse/sync';

import { ImportStopped } from './import-stopped';
import { canonicalName } from './natural-keys';

/** A line of `chargers.csv` that can be sent once its names are ids. */
export interface ChargerLine {
  /** The header's line is 1. */
  readonly line: number;
  readonly chargerId: string;
  readonly panel: string;
  readonly scope: string;
  readonly driverExternalId: string | undefined;
  readonly groups: readonly string[];
  /** The other members of the interface, as it takes them. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** A line, or a column of the header, of which nothing is sent. */
export interface SpoiltLine {
  readonly line: number;
  readonly name: string;
  readonly why: string;
}

export type FileLine = ChargerLine | SpoiltLine;

type Cells = Readonly<Record<string, string>>;
type Reader = (cell: string) => unknown;

const REQUIRED = ['chargerId', 'limitAmps', 'panel', 'scope'];
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const OPTIONAL: Readonly<Record<string, Reader>> = {
  alias: textOf,
  qaAlias: textOf,
  parking: textOf,
  reason: (cell) => cell || undefined,
  connectors: listOf,
  paymentTerminals: listOf,
};
const COLUMNS = [...REQUIRED, 'driverExternalId', 'groups', ...Object.keys(OPTIONAL)];

/**
 * A charger a line: a quote that is left open spoils its own line and no other.
 * @throws ImportStopped when the header cannot be used
 */
export function readChargerFile(text: string): readonly FileLine[] {
  const [first = '', ...others] = text.split(/\r\n|\n|\r/);
  const columns = headerOf(first);
  const strangers = columns
    .filter((column) => !COLUMNS.includes(column))
    .map((name) => ({ line: 1, name, why: 'there is no such column: what it holds is left out' }));
  const lines = others
    .map((content, index) => ({ content, line: index + 2 }))
    .filter(({ content }) => content.trim() !== '')
    .map(({ content, line }) => chargerLine(columns, content, line));
  return [...strangers, ...withoutRepeats(lines)];
}

function headerOf(content: string): readonly string[] {
  const columns = cellsOf(content);
  if (columns === undefined) throw new ImportStopped('chargers.csv: its first line is broken');
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  const doubled = columns.filter((column, index) => columns.indexOf(column) !== index);
  if (missing.length > 0) {
    throw new ImportStopped(`chargers.csv has no column ${missing.join(', ')}`);
  }
  if (doubled.length > 0) {
    throw new ImportStopped(`chargers.csv has the column ${doubled.join(', ')} twice`);
  }
  return columns;
}

function cellsOf(content: string): readonly string[] | undefined {
  try {
    const [cells = []] = parse(content, { relax_column_count: true, trim: true });
    return cells;
  } catch {
    return undefined;
  }
}

function chargerLine(columns: readonly string[], content: string, line: number): FileLine {
  const values = cellsOf(content);
  if (values === undefined) return { line, name: content, why: 'its quotes are broken' };
  const cells = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  const name = cells['chargerId'] ?? '';
  if (values.length !== columns.length) {
    return { line, name, why: `it has ${values.length} cells, the header ${columns.length}` };
  }
  const faults = faultsIn(cells);
  return faults.length > 0 ? { line, name, why: faults.join('; ') } : { line, ...read(cells) };
}

function faultsIn(cells: Cells): readonly string[] {
  const missing = REQUIRED.filter((column) => cells[column] === '');
  const limit = cells['limitAmps'] ?? '';
  return [
    ...missing.map((column) => `${column} is missing`),
    ...(limit === '' || NUMBER.test(limit) ? [] : [`limitAmps "${limit}" is not a number`]),
    ...['connectors', 'paymentTerminals']
      .filter((column) => cells[column] && listOf(cells[column]) === undefined)
      .map((column) => `${column} is not a list in JSON`),
  ];
}

function read(cells: Cells): Omit<ChargerLine, 'line'> {
  const { chargerId = '', panel = '', scope = '', driverExternalId, groups = '' } = cells;
  const optional = Object.entries(OPTIONAL)
    .filter(([column]) => cells[column] !== undefined)
    .map(([column, reader]) => [column, reader(cells[column] ?? '')]);
  return {
    chargerId,
    panel,
    scope,
    driverExternalId: driverExternalId || undefined,
    groups: groups.split(';').flatMap((group) => group.trim() || []),
    members: {
      chargerId,
      limitAmps: Number(cells['limitAmps']),
      ...(Object.fromEntries(optional) as Readonly<Record<string, unknown>>),
    },
  };
}

/** A column that is there and blank says that there is none. */
function textOf(cell: string): string | null {
  return cell || null;
}

/** Undefined, too, for a blank cell: it says nothing. */
function listOf(cell: string): unknown {
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Of two lines with one Charger ID the first counts: which is meant, only a person can say. */
function withoutRepeats(lines: readonly FileLine[]): readonly FileLine[] {
  const firstLines = new Map<string, number>();
  return lines.map((entry) => {
    if ('why' in entry) return entry;
    const name = canonicalName(entry.chargerId);
    const first = firstLines.get(name);
    if (first === undefined) firstLines.set(name, entry.line);
    const why = `line ${first} has the same Charger ID`;
    return first === undefined ? entry : { line: entry.line, name: entry.chargerId, why };
  });
}
