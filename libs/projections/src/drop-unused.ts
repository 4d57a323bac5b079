import { type ClientBase, type Pool } from 'pg';

import { lockOf, qualified } from './names';
import { type GenerationKey, lockSchema, saveState } from './registry';
import { inTransaction } from './transaction';

interface Candidate extends GenerationKey {
  readonly tables: readonly string[];
}

/** What is in use: nothing of these versions is dropped but what was replaced. */
export interface Usage {
  readonly versions: readonly string[];
  /** Of these groups alone; undefined: of all. */
  readonly groupNames: readonly string[] | undefined;
}

/**
 * Drops the tables of every generation that is no longer kept or is of a version other than
 * `versions`, unless a process is folding it still. Gives the names of the tables dropped.
 */
export function dropUnusedTables(pool: Pool, usage: Usage): Promise<readonly string[]> {
  return inTransaction({ pool }, async (client) => {
    await lockSchema(client);
    const dropped: string[] = [];
    for (const candidate of await candidates(client, usage)) {
      if (await isUnattended(client, candidate)) {
        await drop(client, candidate);
        dropped.push(...candidate.tables);
      }
    }
    return dropped;
  });
}

async function candidates(
  client: ClientBase,
  { versions, groupNames }: Usage,
): Promise<readonly Candidate[]> {
  const { rows } = await client.query<Candidate>(
    `select group_name as "groupName", generation, tables from read.generation
      where state <> 'dropped' and (state = 'retired' or version <> all($1))
        and ($2::text[] is null or group_name = any($2))
      order by group_name, generation`,
    [versions, groupNames],
  );
  return rows;
}

async function isUnattended(client: ClientBase, key: GenerationKey): Promise<boolean> {
  const { rows } = await client.query<{ isFree: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as "isFree"',
    [lockOf(key.groupName, key.generation)],
  );
  return rows[0]?.isFree === true;
}

async function drop(client: ClientBase, { tables, ...key }: Candidate): Promise<void> {
  for (const table of tables) await client.query(`drop table if exists ${qualified(table)}`);
  const values = [key.groupName, key.generation];
  const which = 'where group_name = $1 and generation = $2';
  await client.query(`delete from read.shown_generation ${which}`, values);
  await client.query(`delete from read.parked ${which}`, values);
  await saveState(client, key, 'dropped');
}
