import { type ChargerRow, chargerRows } from './charger-rows';
import { isHeader, type Mapping, missingFields, recogniseColumns } from './columns';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { type ParseRecords, readTable, type Table, type TableLine } from './read-table';

/** Rows as they were given. */
export interface Source {
  /** Of the file; of pasted rows, that they were pasted. */
  readonly name: string;
  readonly text: string;
}

/** What one has chosen so far. */
export interface Draft {
  readonly siteId?: string;
  readonly source?: Source;
  readonly hasHeader: boolean;
  readonly mapping: Mapping;
}

/** What follows from the choices. */
export interface Sheet {
  /** Names of the columns, made up where the first line has none. */
  readonly columns: readonly string[];
  /** Without the header. */
  readonly lines: readonly TableLine[];
  readonly rows: readonly ChargerRow[];
  /** True when there is enough to ask about. */
  readonly isReady: boolean;
}

export const EMPTY_DRAFT: Draft = { hasHeader: true, mapping: {} };

/** Reads the rows and recognises their columns. */
export function withSource(draft: Draft, source: Source, parse: ParseRecords): Draft {
  const { lines } = readTable(source.text, parse);
  const first = lines[0]?.cells ?? [];
  const hasHeader = isHeader(first);
  return { ...draft, source, hasHeader, mapping: hasHeader ? recogniseColumns(first) : {} };
}

/** The rows with their first line taken for a header, or for a row. */
export function withHeader(draft: Draft, hasHeader: boolean, parse: ParseRecords): Draft {
  if (!hasHeader || draft.source === undefined) return { ...draft, hasHeader };
  const first = tableOf(draft.source.text, parse).lines[0]?.cells ?? [];
  return { ...draft, hasHeader, mapping: { ...recogniseColumns(first), ...draft.mapping } };
}

export function sheetOf(draft: Draft, parse: ParseRecords): Sheet {
  const { source, hasHeader, mapping, siteId } = draft;
  const { lines: all } = tableOf(source?.text ?? '', parse);
  const columns = columnsOf(all, hasHeader);
  const lines = hasHeader ? all.slice(1) : all;
  const isReady = siteId !== undefined && lines.length > 0 && missingFields(mapping).length === 0;
  return { columns, lines, rows: chargerRows(lines, mapping, columns.length), isReady };
}

/** Names of the columns; where the first line has none, as many as the longest line has cells. */
function columnsOf(all: readonly TableLine[], hasHeader: boolean): readonly string[] {
  const names = hasHeader ? (all[0]?.cells ?? []) : [];
  const widths = all.map(({ cells = [] }) => cells.length);
  const width = hasHeader ? names.length : Math.max(0, ...widths);
  return Array.from({ length: width }, (_, index) => {
    return names[index] || IMPORT_TEXTS.columns.number(index + 1);
  });
}

let latest: { readonly text: string; readonly table: Table } | undefined;

/** The same text is looked at again with every choice. */
function tableOf(text: string, parse: ParseRecords): Table {
  if (latest?.text !== text) latest = { text, table: readTable(text, parse) };
  return latest.table;
}
