import { type StoreIdentity } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { createTable } from './create-table';
import { qualified, tableOf, versionOf } from './names';
import { type ProjectionGroup } from './projection';
import {
  type Generation,
  type GenerationKey,
  keptGenerations,
  lockGeneration,
  lockSchema,
  saveState,
} from './registry';
import { inTransaction, type TransactionSetting } from './transaction';

/** A generation that is wanted: of which group, folded from which log. */
export interface GenerationWish {
  readonly group: ProjectionGroup;
  readonly identity: StoreIdentity;
  /** `first`: only when the version has none; `next`: beside the one that is read. */
  readonly which: 'first' | 'next';
}

/**
 * Makes the empty tables of a generation, with their primary keys alone, unless one is being filled
 * already; gives the number of the generation that is filled or, for `first`, kept.
 */
export function beginGeneration(
  setting: TransactionSetting,
  { group, identity, which }: GenerationWish,
): Promise<number> {
  return inTransaction(setting, async (client) => {
    await lockSchema(client);
    const kept = await keptGenerations(client, { name: group.name, version: versionOf(group) });
    const usable = kept.find(({ state }) => which === 'first' || state !== 'live');
    if (usable !== undefined) return usable.generation;
    const generation = await nextGeneration(client, group.name);
    for (const projection of group.projections) {
      await createTable(client, projection, qualified(tableOf(projection, generation)));
    }
    await client.query(
      `insert into read.generation (group_name, generation, version, state, tables, store_id)
        values ($1, $2, $3, 'filling', $4, $5)`,
      [
        group.name,
        generation,
        versionOf(group),
        group.projections.map((projection) => tableOf(projection, generation)),
        identity.storeId,
      ],
    );
    return generation;
  });
}

/** Numbers are never used again, so that no reader can mistake one generation for another. */
async function nextGeneration(client: ClientBase, groupName: string): Promise<number> {
  const { rows } = await client.query<{ next: number }>(
    'select coalesce(max(generation), 0) + 1 as next from read.generation where group_name = $1',
    [groupName],
  );
  return rows[0]?.next ?? 1;
}

/**
 * Lets the generation be read, in one transaction that holds both checkpoints still; false when the
 * one that is read until now has been folded further, so that readers never go back.
 */
export function showGeneration(
  setting: TransactionSetting,
  { groupName, version, generation }: Generation,
): Promise<boolean> {
  const key = { groupName, generation };
  return inTransaction(setting, async (client) => {
    const shown = await shownGeneration(client, { groupName, version });
    const shownKey = shown === undefined ? undefined : { groupName, generation: shown };
    const before = shownKey && (await lockGeneration(client, shownKey));
    const next = await lockGeneration(client, key);
    if (next?.state !== 'indexed' || isFurther(before, next)) return false;
    await client.query(
      `insert into read.shown_generation (group_name, version, generation) values ($1, $2, $3)
        on conflict (group_name, version) do update set generation = excluded.generation`,
      [groupName, version, generation],
    );
    if (shownKey !== undefined) await saveState(client, shownKey, 'retired');
    await saveState(client, key, 'live');
    return true;
  });
}

async function shownGeneration(
  client: ClientBase,
  { groupName, version }: Pick<Generation, 'groupName' | 'version'>,
): Promise<number | undefined> {
  const { rows } = await client.query<{ generation: number }>(
    `select generation from read.shown_generation
      where group_name = $1 and version = $2 for update`,
    [groupName, version],
  );
  return rows[0]?.generation;
}

function isFurther(one: Generation | undefined, other: Generation): boolean {
  return (one?.checkpoint.position ?? '') > (other.checkpoint.position ?? '');
}

/** The generation shows another log or a lost future: from now on it is neither kept nor read. */
export async function distrustGeneration(
  setting: TransactionSetting,
  key: GenerationKey,
): Promise<void> {
  await inTransaction(setting, async (client) => {
    await client.query(
      'delete from read.shown_generation where group_name = $1 and generation = $2',
      [key.groupName, key.generation],
    );
    await saveState(client, key, 'retired');
  });
}
