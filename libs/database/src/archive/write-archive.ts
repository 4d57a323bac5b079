import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

import { type ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  type ArchivedTable,
  type ArchiveHeader,
  NEWLINE,
  trailerOf,
} from './archive-format';

export interface ArchiveContent {
  readonly about: Readonly<Record<string, string>>;
  /** Tables by name, each with the columns that order its rows. */
  readonly tables: readonly { readonly name: string; readonly orderBy: string }[];
}

/**
 * Writes the tables to the file. The caller's transaction must be `repeatable read`, so that they
 * are of one moment; nobody else's writing waits. The file appears under its name only when it is
 * whole and on the disk, readable by its owner alone, and then replaces an earlier one.
 */
export async function writeArchive(
  client: ClientBase,
  path: string,
  content: ArchiveContent,
): Promise<ArchiveHeader> {
  const partial = `${path}.partial-${process.pid}`;
  const file = await open(partial, 'w', 0o600);
  try {
    const header = await writeAll(client, new HashedFile(file), content);
    await file.sync();
    await rename(partial, path);
    return header;
  } finally {
    await file.close();
    await rm(partial, { force: true });
  }
}

async function writeAll(
  client: ClientBase,
  file: HashedFile,
  { about, tables }: ArchiveContent,
): Promise<ArchiveHeader> {
  const described: ArchivedTable[] = [];
  for (const { name } of tables) described.push(await describeTable(client, name));
  const header: ArchiveHeader = {
    format: ARCHIVE_FORMAT,
    formatVersion: ARCHIVE_VERSION,
    takenAt: new Date().toISOString(),
    about,
    tables: described,
  };
  await file.write(`${JSON.stringify(header)}\n`);
  for (const [index, table] of described.entries()) {
    const source = `select ${table.columns.join(', ')} from ${table.name}`;
    const copy = copyTo(`copy (${source} order by ${tables[index]?.orderBy}) to stdout`);
    const lines = await copyRows(client.query(copy), file);
    if (lines !== table.rows) throw new Error(`${table.name} changed while it was read`);
  }
  await file.writeTrailer();
  return header;
}

async function copyRows(rows: AsyncIterable<Buffer>, file: HashedFile): Promise<number> {
  let lines = 0;
  for await (const chunk of rows) {
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
    await file.write(chunk);
  }
  return lines;
}

async function describeTable(client: ClientBase, name: string): Promise<ArchivedTable> {
  const columns = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [name],
  );
  const count = await client.query<{ rows: string }>(`select count(*) as rows from ${name}`);
  return {
    name,
    columns: columns.rows.map((column) => column.name),
    rows: Number(count.rows[0]?.rows),
  };
}

/** A file whose last line is the digest of all before it. */
class HashedFile {
  readonly #hash = createHash('sha256');

  constructor(private readonly file: FileHandle) {}

  async write(bytes: Buffer | string): Promise<void> {
    this.#hash.update(bytes);
    await this.file.appendFile(bytes);
  }

  async writeTrailer(): Promise<void> {
    await this.file.appendFile(trailerOf(this.#hash.digest('hex')));
  }
}
