import { ampsOf } from '../../lib/amps';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { IMPORT_ROW_TEXTS } from '../../lib/texts/import-rows';
import { type Field, type Mapping, REQUIRED_FIELDS } from './columns';
import { canonical } from './directory';
import { type TableLine } from './read-table';

const TEXTS = IMPORT_ROW_TEXTS.faults;
const LIST_FIELDS = ['connectors', 'paymentTerminals'] as const;
const SCOPES = ['closed', 'open', 'private', 'account', 'groups', 'public'];

/** A row as it was read; with faults, nothing of it is sent. */
export interface ChargerRow {
  /** Its line in the text; the first is 1. */
  readonly line: number;
  readonly chargerId: string;
  readonly panel: string;
  readonly limit: string;
  readonly scope: string;
  readonly driverExternalId: string;
  readonly groups: readonly string[];
  /** The other members of the interface, as it takes them. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly faults: readonly string[];
}

type Cells = Readonly<Partial<Record<Field, string>>>;

/** Of two rows with one Charger ID the first counts: which is meant, only a person can say. */
export function chargerRows(
  lines: readonly TableLine[],
  mapping: Mapping,
  columnCount: number,
): readonly ChargerRow[] {
  const firstLines = new Map<string, number>();
  return lines.map(({ line, cells }) => {
    if (cells === undefined) return broken(line, TEXTS.brokenQuotes);
    if (cells.length > columnCount) return broken(line, TEXTS.cells(cells.length, columnCount));
    const row = rowOf(line, valuesOf(cells, mapping));
    const name = canonical(row.chargerId);
    const first = firstLines.get(name);
    if (name !== '' && first === undefined) firstLines.set(name, line);
    return first === undefined ? row : { ...row, faults: [TEXTS.repeated(first), ...row.faults] };
  });
}

/** A row that ends early lacks its last cells: spreadsheets leave empty ones out. */
function valuesOf(cells: readonly string[], mapping: Mapping): Cells {
  const pairs = Object.entries(mapping).map(([field, source]) => [
    field,
    (typeof source === 'number' ? (cells[source] ?? '') : source.fixed).trim(),
  ]);
  return Object.fromEntries(pairs) as Cells;
}

function broken(line: number, fault: string): ChargerRow {
  return { ...rowOf(line, {}), faults: [fault] };
}

function rowOf(line: number, cells: Cells): ChargerRow {
  const { chargerId = '', limitAmps = '', panel = '', groups = '' } = cells;
  const scope = (cells.scope ?? '').toLowerCase();
  return {
    line,
    chargerId,
    panel,
    limit: limitAmps,
    scope,
    driverExternalId: cells.driverExternalId ?? '',
    groups: groups.split(';').flatMap((group) => group.trim() || []),
    members: { chargerId, limitAmps: ampsOf(limitAmps), ...optionalMembers(cells) },
    faults: faultsIn(cells, scope),
  };
}

/** A column that is there and blank says that there is none; of lists it says nothing. */
function optionalMembers(cells: Cells): Readonly<Record<string, unknown>> {
  const texts = (['alias', 'qaAlias', 'parking'] as const)
    .filter((field) => cells[field] !== undefined)
    .map((field) => [field, cells[field] || null]);
  const lists = LIST_FIELDS.filter((field) => cells[field]).map((field) => [
    field,
    listOf(cells[field] ?? ''),
  ]);
  const reason = cells.reason ? [['reason', cells.reason]] : [];
  return Object.fromEntries([...texts, ...lists, ...reason]) as Readonly<Record<string, unknown>>;
}

function faultsIn(cells: Cells, scope: string): readonly string[] {
  const { limitAmps = '' } = cells;
  return [
    ...REQUIRED_FIELDS.filter((field) => (cells[field] ?? '') === '').map((field) =>
      TEXTS.missing(IMPORT_TEXTS.fields[field]),
    ),
    ...(limitAmps === '' || ampsOf(limitAmps) !== undefined ? [] : [TEXTS.limit(limitAmps)]),
    ...(scope === '' || SCOPES.includes(scope) ? [] : [TEXTS.scope(scope)]),
    ...LIST_FIELDS.filter((field) => cells[field] && listOf(cells[field]) === undefined).map(
      (field) => TEXTS.json(IMPORT_TEXTS.fields[field]),
    ),
  ];
}

function listOf(cell: string): unknown {
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
