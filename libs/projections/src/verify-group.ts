import { type EventStore, type Position } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { type Difference, differencesOf } from './compare-tables';
import { FRESH_PARKED, FreshFold, type FreshFolding, freshTableOf } from './fresh-fold';
import { qualified, snakeCase, tableOf, versionOf } from './names';
import { type ProjectionGroup } from './projection';
import { type Generation, keptGenerations } from './registry';

export interface Verification extends FreshFolding {
  readonly onDifference: (difference: Difference) => void;
}

export interface VerifiedGroup {
  readonly generation: number;
  /** At which both were compared; undefined: nothing was folded yet. */
  readonly position: Position | undefined;
  readonly rowCount: number;
  readonly differenceCount: number;
  /** Rows and streams that either fold left alone because of events that it could not take. */
  readonly parkedCount: number;
}

/** So long a transaction is left open for what came while the log was folded, or a little more. */
const SHORT_MS = 1_000;
const MOST_ROUNDS = 5;

/**
 * Folds the log afresh, and compares every row with the tables that are read, at one position. The
 * tables are read as they stood at one moment, so nobody waits for it and it waits for nobody.
 * @throws Error in one line when there is nothing to compare, or when the log is not the tables'
 */
export async function verifyGroup(verification: Verification): Promise<VerifiedGroup> {
  const { client, group, store } = verification;
  await assertOfLog(await readGeneration(client, group), store);
  const fresh = await FreshFold.open(verification);
  await catchUp(verification, fresh);
  await client.query('begin isolation level repeatable read');
  const shown = await readGeneration(client, group);
  await assertOfLog(shown, store);
  const { mark, position } = shown.checkpoint;
  if ((fresh.reached ?? '') > (mark?.position ?? '')) {
    throw new Error(`the lists of ${group.name} were begun anew meanwhile: run this again`);
  }
  if (mark !== undefined) await fresh.foldTo(mark.position, { inPages: false });
  const counted = await compare(verification, shown);
  await client.query('commit');
  return { generation: shown.generation, position, ...counted };
}

/** The long part, in short transactions: only the rest of it is folded under the snapshot. */
async function catchUp(verification: Verification, fresh: FreshFold): Promise<void> {
  const { client, group } = verification;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    const { mark } = (await readGeneration(client, group)).checkpoint;
    if (mark !== undefined) await fresh.foldTo(mark.position, { inPages: true });
    if (performance.now() - startedAtMs < SHORT_MS) return;
  }
}

async function readGeneration(client: ClientBase, group: ProjectionGroup): Promise<Generation> {
  const kept = await keptGenerations(client, { name: group.name, version: versionOf(group) });
  const live = kept.find(({ state }) => state === 'live');
  if (live !== undefined) return live;
  throw new Error(`${group.name} has no lists of this version yet that could be verified`);
}

async function assertOfLog({ groupName, ...of }: Generation, store: EventStore): Promise<void> {
  const { mark } = of.checkpoint;
  const isSame = of.storeId === store.identity.storeId;
  if (isSame && (mark === undefined || (await store.holds(mark)))) return;
  throw new Error(`the lists of ${groupName} were made from another log, or from a lost future`);
}

type Counts = Omit<VerifiedGroup, 'generation' | 'position'>;

async function compare(
  { client, group, onDifference }: Verification,
  { generation }: Generation,
): Promise<Counts> {
  const parked = parkedOf(group, generation);
  let rowCount = 0;
  let differenceCount = 0;
  for (const projection of group.projections) {
    const stored = qualified(tableOf(projection, generation));
    const folded = freshTableOf(projection);
    const key = snakeCase(projection.table.primaryKey);
    const passedOver = `${parked.inOneAlone} and projection = '${projection.name}'`;
    for await (const difference of differencesOf(client, { stored, folded, key, passedOver })) {
      differenceCount += 1;
      onDifference(difference);
    }
    rowCount += await countOf(client, stored);
  }
  return { rowCount, differenceCount, parkedCount: await countOf(client, parked.inEither) };
}

/** Queries of what is parked. */
interface Parked {
  /** Follows `from`. */
  readonly inEither: string;
  /** Keys, to be narrowed to one projection. */
  readonly inOneAlone: string;
}

/**
 * Of events that are folded together the database sees the last row alone. Whether it is asked
 * about a value that it refuses is thus up to where a page ends: a row that is parked in one of the
 * two alone, or elsewhere, is no proof against the other. Alike in both it must be the same.
 */
function parkedOf({ name }: ProjectionGroup, generation: number): Parked {
  const marks = `(select projection, touched, position from read.parked
      where group_name = '${name}' and generation = ${generation}) s
    full join ${FRESH_PARKED} f using (projection, touched)`;
  return {
    inEither: marks,
    inOneAlone: `select touched from ${marks} where s.position is distinct from f.position`,
  };
}

async function countOf(client: ClientBase, what: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int from ${what}`);
  return rows[0]?.count ?? 0;
}
