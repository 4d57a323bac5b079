import { type ColumnDefinition } from './projection';

/** Writes a JSON value as a field of PostgreSQL's COPY in its text format. */
export type WriteValue = (value: unknown) => string;

const NULL = String.raw`\N`;
const HAS_SPECIAL = /[\\\n\r\t]/;
const SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** How values of the column are written, by its type. */
export function writerOf({ type }: ColumnDefinition): WriteValue {
  if (/^jsonb?\b/.test(type)) return (value) => escaped(JSON.stringify(value));
  if (/^\w+\[\]/.test(type))
    return (value) => escaped(arrayText(value as readonly (string | number | null)[]));
  return /^(integer|boolean)\b/.test(type) ? String : (value) => escaped(String(value));
}

/** One line of a COPY: the members in the columns' order. */
export function copyLine(values: readonly unknown[], writers: readonly WriteValue[]): string {
  let line = '';
  for (const [index, write] of writers.entries()) {
    const value = values[index];
    const field = value === null || value === undefined ? NULL : write(value);
    line += index === 0 ? field : `\t${field}`;
  }
  return `${line}\n`;
}

/** Looks before it replaces: hardly any field has something to escape. */
function escaped(text: string): string {
  if (!HAS_SPECIAL.test(text)) return text;
  return text.replace(SPECIAL, (letter) => ESCAPES[letter] ?? letter);
}

function arrayText(items: readonly (string | number | null)[]): string {
  if (items.length === 0) return '{}';
  const quoted = items.map((item) =>
    item === null ? 'null' : `"${String(item).replace(/["\\]/g, String.raw`\$&`)}"`,
  );
  return `{${quoted.join(',')}}`;
}
