import { ArchiveRefused } from '../errors';

/**
 * An archive is one file of text, so that it can be looked at with the simplest of tools:
 *
 * 1. one line of JSON, the header below;
 * 2. of each table in the header's order its rows, one a line, in the text format of PostgreSQL's
 *    COPY (tabs between columns, `\N` for null, backslashes escaped), exactly `rows` lines;
 * 3. a last line `sha256 <64 hexadecimal digits>`, the digest of every byte before it.
 */
export interface ArchiveHeader {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly formatVersion: typeof ARCHIVE_VERSION;
  /** RFC 3339, UTC. */
  readonly takenAt: string;
  /** What the writer says about the whole, as the store's id. */
  readonly about: Readonly<Record<string, string>>;
  readonly tables: readonly ArchivedTable[];
}

export interface ArchivedTable {
  /** With its schema where it has one, as `public.event_log`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

export const ARCHIVE_FORMAT = 'chargebook-archive';
export const ARCHIVE_VERSION = 1;
export const NEWLINE = 0x0a;
export const MAX_HEADER_BYTES = 64 * 1024;

const TRAILER = /^sha256 ([0-9a-f]{64})\n$/;
export const TRAILER_BYTES = 'sha256 '.length + 64 + 1;

/**
 * Tables that an archive must hold, and behind them, in this order, sets of those that one of an
 * older version may lack: a set is there as a whole or not at all.
 */
export interface ExpectedTables {
  readonly required: readonly string[];
  readonly optional: readonly (readonly string[])[];
}

const COLUMN = /^[a-z_][a-z0-9_]*$/;

export function trailerOf(digestHex: string): string {
  return `sha256 ${digestHex}\n`;
}

/** @throws ArchiveRefused when the text is no trailer, as at the end of a file that was cut off */
export function digestOf(trailer: string): string {
  const digest = TRAILER.exec(trailer)?.[1];
  if (digest === undefined) throw new ArchiveRefused('its end is missing');
  return digest;
}

/**
 * Reads the header's line; its digest was checked before, so it is what a writer of ours wrote,
 * or somebody's forgery: names become part of SQL, hence only those expected are taken.
 * @throws ArchiveRefused
 */
export function parseHeader(line: string, { required, optional }: ExpectedTables): ArchiveHeader {
  const header = parseObject(line);
  if (header.format !== ARCHIVE_FORMAT) throw new ArchiveRefused('it is no backup of Chargebook');
  if (header.formatVersion !== ARCHIVE_VERSION) {
    throw new ArchiveRefused(
      `its format has version ${header.formatVersion}, this Chargebook reads ${ARCHIVE_VERSION}`,
    );
  }
  const { tables = [] } = header;
  const names = tables.map(({ name }) => name);
  requireTables(names, { required, optional });
  if (!tables.flatMap(({ columns }) => columns).every((column) => COLUMN.test(column))) {
    throw new ArchiveRefused('it names columns that no table has');
  }
  return header as ArchiveHeader;
}

function requireTables(names: readonly string[], { required, optional }: ExpectedTables): void {
  const found = [
    required,
    ...optional.filter((tables) => tables.every((name) => names.includes(name))),
  ];
  if (names.join() === found.flat().join()) return;
  const whole = [...required, ...optional.flat()].join(', ');
  throw new ArchiveRefused(`it holds the tables ${names.join(', ')}, not ${whole}`);
}

function parseObject(line: string): Partial<ArchiveHeader> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below, as for every other text that is no header.
  }
  throw new ArchiveRefused('it is no backup of Chargebook');
}
