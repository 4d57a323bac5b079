import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { copyLine, type WriteValue, writerOf } from './copy-text';
import { snakeCase } from './names';
import { prepared } from './prepared';
import { type AnyProjection } from './projection';

/** Members of a row by name; every one a JSON value. */
type Members = Readonly<Record<string, unknown>>;

/** Below this many rows a copy costs more than it spares. */
const FEWEST_COPIED_ROWS = 100;

/** One table of a projection: reads, writes and removes many rows in one statement each. */
export class RowTable {
  private readonly members: readonly string[];
  private readonly columns: readonly string[];
  private readonly selectText: string;
  private readonly upsertText: string;
  private readonly removeText: string;
  private readonly copyText: string;
  private readonly writers: readonly WriteValue[];

  /** `table`: its name as it stands in SQL. */
  constructor(projection: AnyProjection, table: string) {
    const key = `"${snakeCase(projection.table.primaryKey)}"`;
    this.members = Object.keys(projection.table.columns);
    this.columns = this.members.map(snakeCase);
    this.selectText = `select row_to_json(r) as row from (
      select ${this.selected()} from ${table} t where t.${key} = any($1)) r`;
    this.upsertText = this.upsertInto(table, key);
    const names = this.columns.map((column) => `"${column}"`);
    this.copyText = `copy ${table} (${names.join(', ')}) from stdin`;
    this.writers = Object.values(projection.table.columns).map(writerOf);
    this.removeText = `delete from ${table} where ${key} = any($1)`;
  }

  async select(client: ClientBase, keys: readonly string[]): Promise<readonly object[]> {
    if (keys.length === 0) return [];
    const { rows } = await client.query<{ row: object }>(prepared(this.selectText, [keys]));
    return rows.map(({ row }) => row);
  }

  /** Rows whose keys are not in the table. Many of them go in by the fastest way that there is. */
  async insert(client: ClientBase, rows: readonly object[]): Promise<void> {
    if (rows.length < FEWEST_COPIED_ROWS) return this.upsert(client, rows);
    await pipeline(Readable.from([this.linesOf(rows)]), client.query(copyFrom(this.copyText)));
  }

  async upsert(client: ClientBase, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const values = JSON.stringify(rows.map((row) => this.toColumns(row)));
    await client.query(prepared(this.upsertText, [values]));
  }

  async remove(client: ClientBase, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await client.query(prepared(this.removeText, [keys]));
  }

  private selected(): string {
    return this.members.map((member) => `t."${snakeCase(member)}" as "${member}"`).join(', ');
  }

  private upsertInto(table: string, key: string): string {
    const columns = this.columns.map((column) => `"${column}"`);
    const changes = columns.filter((column) => column !== key);
    const sets = changes.map((column) => `${column} = excluded.${column}`).join(', ');
    const onConflict = changes.length === 0 ? 'nothing' : `update set ${sets}`;
    return `insert into ${table} (${columns.join(', ')})
      select ${columns.join(', ')} from json_populate_recordset(null::${table}, $1::json)
      on conflict (${key}) do ${onConflict}`;
  }

  private linesOf(rows: readonly object[]): string {
    const lines = rows.map((row) => {
      const values = row as Members;
      return copyLine(
        this.members.map((member) => values[member]),
        this.writers,
      );
    });
    return lines.join('');
  }

  private toColumns(row: object): Members {
    const values = row as Members;
    const columns: Record<string, unknown> = {};
    this.members.forEach((member, index) => {
      columns[this.columns[index] ?? member] = values[member] ?? null;
    });
    return columns;
  }
}
