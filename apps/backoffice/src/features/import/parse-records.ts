import { parse } from 'csv-parse/browser/esm/sync';

import { type ParseRecords } from './read-table';

/** A spreadsheet quotes only cells that need it, so a quote within a cell is but a quote there. */
export const parseRecords: ParseRecords = (text, delimiter) =>
  parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: delimiter === '\t',
    skip_empty_lines: false,
    trim: true,
  });
