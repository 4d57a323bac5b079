import { type Difference, type ProjectionGroup, verifyGroup } from '@chargebook/projections';

import { Progress } from '../book/progress';
import { type Lists } from './open-lists';
import { percentOf } from './status';

/** Writes every difference to the output; @throws Error with their number where there is one. */
export async function verifyGroups(
  lists: Lists,
  groups: readonly ProjectionGroup[],
): Promise<string> {
  let differenceCount = 0;
  const lines: string[] = [];
  for (const group of groups) {
    const verified = await verify(lists, group);
    differenceCount += verified.differenceCount;
    lines.push(verified.line);
  }
  if (differenceCount === 0) return lines.join('\n');
  process.stdout.write(`${lines.join('\n')}\n`);
  const them = differenceCount === 1 ? '1 difference' : `${differenceCount} differences`;
  throw new Error(`${them}: npm run projections -- rebuild NAME makes the lists anew`);
}

async function verify(
  { pool, store, parse, signal }: Lists,
  group: ProjectionGroup,
): Promise<{ readonly line: string; readonly differenceCount: number }> {
  const head = await store.head();
  const progress = new Progress();
  const client = await pool.connect();
  try {
    const onFolded = (position: typeof head): void =>
      progress.tell(() => `${group.name}: ${percentOf(position, head)} of the log folded`);
    const onDifference = (difference: Difference): void => {
      process.stdout.write(`${sentenceOf(difference)}\n`);
    };
    const folding = { client, store, group, parse, signal, onFolded, onDifference };
    const { generation, position, ...counts } = await verifyGroup(folding);
    const { rowCount, differenceCount, parkedCount } = counts;
    const found = differenceCount === 0 ? 'every one is as the log has it' : 'not all are';
    const where = position === undefined ? 'the beginning' : position;
    const what = `${rowCount} rows of generation ${generation} at ${where}`;
    const line = `${group.name}: ${what}: ${found}; ${parkedCount} parked`;
    return { line, differenceCount };
  } finally {
    progress.clear();
    // With the connection go its temporary tables, and a transaction that failed.
    client.release(true);
  }
}

function sentenceOf({ table, key, field, stored, folded }: Difference): string {
  const what = field === undefined ? key : `${key} ${field}`;
  return `${table} ${what}: stored ${stored ?? 'no row'}, folded ${folded ?? 'no row'}`;
}
