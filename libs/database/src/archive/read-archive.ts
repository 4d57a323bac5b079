import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { ArchiveRefused, codeOf, reasonOf } from '../errors';
import {
  type ArchivedTable,
  type ArchiveHeader,
  digestOf,
  type ExpectedTables,
  MAX_HEADER_BYTES,
  NEWLINE,
  parseHeader,
  TRAILER_BYTES,
} from './archive-format';

/** An archive that was read once from end to end and found whole. */
export interface CheckedArchive {
  readonly path: string;
  readonly header: ArchiveHeader;
  readonly headerBytes: number;
  /** Length of all before the trailer. */
  readonly bodyBytes: number;
}

/**
 * Reads the whole file and compares its digest, so that nothing of a file that was cut off or
 * altered is ever loaded. @throws ArchiveRefused, one line that names the file
 */
export async function checkArchive(path: string, tables: ExpectedTables): Promise<CheckedArchive> {
  try {
    return await checkFile(path, tables);
  } catch (cause) {
    const why = codeOf(cause) === 'ENOENT' ? 'there is no such file' : reasonOf(cause);
    throw new ArchiveRefused(`the backup ${path} cannot be used: ${why}`, { cause });
  }
}

/** Appends the archive's rows to the tables, which must have its columns, inside a transaction. */
export async function loadArchive(client: ClientBase, archive: CheckedArchive): Promise<void> {
  const { path, header, headerBytes, bodyBytes } = archive;
  const body = createReadStream(path, { start: headerBytes, end: bodyBytes - 1 });
  const lines = new LineSource(body);
  try {
    for (const table of header.tables) {
      const target = `${table.name} (${table.columns.join(', ')})`;
      const sink = client.query(copyFrom(`copy ${target} from stdin`));
      await pipeline(Readable.from(rowsOf(table, lines)), sink);
    }
  } finally {
    body.destroy();
  }
}

async function checkFile(path: string, tables: ExpectedTables): Promise<CheckedArchive> {
  const bodyBytes = (await stat(path)).size - TRAILER_BYTES;
  if (bodyBytes <= 0) throw new ArchiveRefused('it is too short to be a backup');
  const digest = digestOf(await textAt(path, { from: bodyBytes, length: TRAILER_BYTES }));
  if (digest !== (await digestOfFile(path, bodyBytes))) {
    throw new ArchiveRefused('it was altered: its digest is another one');
  }
  const length = Math.min(bodyBytes, MAX_HEADER_BYTES);
  const [line = ''] = (await textAt(path, { from: 0, length })).split('\n');
  const header = parseHeader(line, tables);
  return { path, header, headerBytes: Buffer.byteLength(line) + 1, bodyBytes };
}

async function textAt(
  path: string,
  { from, length }: { readonly from: number; readonly length: number },
): Promise<string> {
  const chunks: Buffer[] = [];
  const bytes = createReadStream(path, { start: from, end: from + length - 1 });
  for await (const chunk of bytes) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function digestOfFile(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { end: bytes - 1 }), hash);
  return hash.digest('hex');
}

/** Exactly the table's lines, in chunks as they come from the file. */
async function* rowsOf(table: ArchivedTable, lines: LineSource): AsyncGenerator<Buffer> {
  for (let missing = table.rows; missing > 0;) {
    const taken = await lines.take(missing);
    if (taken === undefined) throw new ArchiveRefused(`rows of ${table.name} are missing`);
    missing -= taken.lines;
    yield taken.bytes;
  }
}

/**
 * Hands out a stream in runs of whole and half lines, never beyond the lines that are asked for.
 */
class LineSource {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async take(atMost: number): Promise<{ bytes: Buffer; lines: number } | undefined> {
    if (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return undefined;
      this.#rest = next.value;
    }
    let lines = 0;
    let end = 0;
    while (lines < atMost && end < this.#rest.length) {
      const newline = this.#rest.indexOf(NEWLINE, end);
      end = newline < 0 ? this.#rest.length : newline + 1;
      if (newline >= 0) lines += 1;
    }
    const bytes = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end);
    return { bytes, lines };
  }
}
