import { type ColumnDefinition } from './projection';

/** Writes a JSON value as PostgreSQL's COPY reads it in its text format, escapes apart. */
export type WriteValue = (value: unknown) => string;

const NULL = String.raw`\N`;
const SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** How values of the column are written, by its type. */
export function writerOf({ type }: ColumnDefinition): WriteValue {
  if (/^jsonb?\b/.test(type)) return (value) => JSON.stringify(value);
  if (/^\w+\[\]/.test(type))
    return (value) => arrayText(value as readonly (string | number | null)[]);
  return String;
}

/** One line of a COPY: the members in the columns' order. */
export function copyLine(values: readonly unknown[], writers: readonly WriteValue[]): string {
  const fields = writers.map((write, index) => fieldOf(values[index], write));
  return `${fields.join('\t')}\n`;
}

function fieldOf(value: unknown, write: WriteValue): string {
  if (value === null || value === undefined) return NULL;
  return write(value).replace(SPECIAL, (letter) => ESCAPES[letter] ?? letter);
}

function arrayText(items: readonly (string | number | null)[]): string {
  const quoted = items.map((item) =>
    item === null ? 'null' : `"${String(item).replace(/["\\]/g, String.raw`\$&`)}"`,
  );
  return `{${quoted.join(',')}}`;
}
