/** Takes delimited text apart, a record a line. @throws on quotes that are broken */
export type ParseRecords = (text: string, delimiter: string) => readonly (readonly string[])[];

/** A line of the text; the first is 1. Undefined cells: its quotes are broken. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[] | undefined;
}

export interface Table {
  readonly delimiter: string;
  readonly lines: readonly TableLine[];
}

/** A spreadsheet puts tabs between cells; a comma that is decimal means semicolons in a file. */
const DELIMITERS = ['\t', ';', ','];

/**
 * Rows as pasted or dropped: a record a line, so that a quote that is left open spoils its own
 * line and no other. Blank lines are left out, and still counted.
 */
export function readTable(text: string, parse: ParseRecords): Table {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && isBlank(lines.at(-1) ?? '')) lines.pop();
  const delimiter = delimiterOf(lines.find((line) => !isBlank(line)) ?? '');
  const records = recordsOf(lines, (content) => parse(content, delimiter));
  return {
    delimiter,
    lines: records
      .map((cells, index) => ({ line: index + 1, cells }))
      .filter(({ line }) => !isBlank(lines[line - 1] ?? '')),
  };
}

/** Spreadsheets leave rows of nothing but delimiters below the last one. */
function isBlank(line: string): boolean {
  return /^[\s,;"]*$/.test(line);
}

/** The one that the first line has most of, outside quotes. */
function delimiterOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

type Parse = (content: string) => readonly (readonly string[])[];

/** All at once where every line is a record, which is quick; else line by line. */
function recordsOf(
  lines: readonly string[],
  parse: Parse,
): readonly (readonly string[] | undefined)[] {
  const whole = orUndefined(() => parse(lines.join('\n')));
  if (whole?.length === lines.length) return whole;
  return lines.map((line) => (isBlank(line) ? [] : orUndefined(() => parse(line))?.[0]));
}

function orUndefined<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
