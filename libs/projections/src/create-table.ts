import { type ClientBase } from 'pg';

import { snakeCase } from './names';
import { type AnyProjection } from './projection';

/** Makes an empty table of a projection with its primary key alone, under this name in SQL. */
export async function createTable(
  client: ClientBase,
  { table }: AnyProjection,
  name: string,
): Promise<void> {
  for (const extension of table.extensions ?? []) {
    await client.query(`create extension if not exists "${extension}"`);
  }
  const columns = Object.entries(table.columns).map(
    ([member, { type }]) => `"${snakeCase(member)}" ${type}`,
  );
  const key = `primary key ("${snakeCase(table.primaryKey)}")`;
  await client.query(`create table ${name} (${[...columns, key].join(', ')})`);
  for (const [member, { statistics }] of Object.entries(table.columns)) {
    if (statistics === undefined) continue;
    const column = `alter column "${snakeCase(member)}"`;
    await client.query(`alter table ${name} ${column} set statistics ${statistics}`);
  }
}
