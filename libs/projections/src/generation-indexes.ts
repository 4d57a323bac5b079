import { type ClientBase, type Pool } from 'pg';

import { isRefusedValue } from './database-errors';
import { qualified, tableOf } from './names';
import { type ProjectionGroup } from './projection';
import { type GenerationKey, lockGeneration, saveState } from './registry';
import { inTransaction, onConnection, type TransactionSetting } from './transaction';

/** An index that the rows themselves forbid, as a unique one over equal values. */
export interface RefusedIndex {
  readonly statement: string;
  readonly error: unknown;
}

/** Two builds at a time that sort in few passes each, and split no further: that is quicker. */
const BUILDER = `set local maintenance_work_mem = '128MB';
  set local max_parallel_maintenance_workers = 0`;

/**
 * Clears what a fill left behind and says which pages everyone may see, so that an index alone can
 * answer, and takes fresh statistics. Before there are indexes, which would be cleared as well.
 */
export async function tidyGeneration(
  setting: TransactionSetting,
  group: ProjectionGroup,
  { generation }: GenerationKey,
): Promise<void> {
  for (const projection of group.projections) {
    const name = qualified(tableOf(projection, generation));
    await onConnection(setting, (client) => client.query(`vacuum (analyze) ${name}`));
  }
}

/**
 * Makes the indexes that the group's generation lacks after its fill. One that the rows forbid is
 * left out and given back: a projection never refuses a fact.
 */
export function indexGeneration(
  setting: TransactionSetting,
  group: ProjectionGroup,
  key: GenerationKey,
): Promise<readonly RefusedIndex[]> {
  return inTransaction(setting, async (client) => {
    const generation = await lockGeneration(client, key);
    if (generation?.state !== 'filling') return [];
    const refused = await buildAll(setting, client, statementsOf(group, key));
    await saveState(client, key, 'indexed');
    return refused;
  });
}

function statementsOf(group: ProjectionGroup, { generation }: GenerationKey): string[] {
  return group.projections.flatMap((projection) => {
    const name = tableOf(projection, generation);
    return projection.table.indexes.map((index) =>
      index.replaceAll('TABLE', qualified(name)).replaceAll('NAME', name),
    );
  });
}

/** Ends when both builders have: one that went on alone would meet those of the next attempt. */
async function buildAll(
  setting: TransactionSetting,
  client: ClientBase,
  statements: string[],
): Promise<readonly RefusedIndex[]> {
  const build = (builder: ClientBase, next: () => string | undefined) =>
    buildNext(builder, next).catch((error: unknown) => {
      statements.length = 0;
      throw error;
    });
  const ends = await Promise.allSettled([
    build(client, () => statements.shift()),
    hasRoom(setting.pool)
      ? inTransaction(setting, (second) => build(second, () => statements.pop()))
      : [],
  ]);
  return ends.flatMap((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

/** The second builder must not take the last connection of those that others wait for. */
function hasRoom({ totalCount, idleCount, waitingCount, options }: Pool): boolean {
  return totalCount - idleCount + waitingCount < options.max - 1;
}

async function buildNext(
  client: ClientBase,
  next: () => string | undefined,
): Promise<readonly RefusedIndex[]> {
  const refused: RefusedIndex[] = [];
  await client.query(BUILDER);
  for (let statement = next(); statement !== undefined; statement = next()) {
    refused.push(...(await createIndex(client, statement)));
  }
  return refused;
}

/** What the second builder has built stays when the rest fails, and is not built again. */
async function createIndex(
  client: ClientBase,
  statement: string,
): Promise<readonly RefusedIndex[]> {
  await client.query('savepoint index');
  try {
    await client.query(statement.replace(/ index /, ' index if not exists '));
    await client.query('release savepoint index');
    return [];
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    await client.query('rollback to savepoint index');
    return [{ statement, error }];
  }
}
