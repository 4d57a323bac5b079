import { type ClientBase } from 'pg';

import { isPoison } from './database-errors';
import { type Parking, type Poison } from './parking';
import { type AnyProjection, type ProjectedEvent, type ProjectionGroup } from './projection';
import { isReadable, type Unreadable } from './read-events';
import { TableFold } from './table-fold';

export type ReadEvent = ProjectedEvent | Unreadable;

/** Which tables are folded into; names as they stand in SQL. */
export interface FoldedTables {
  readonly group: ProjectionGroup;
  readonly tableOf: (projection: AnyProjection) => string;
  readonly parking: Parking;
}

/** Folds events into the tables of a group, in the caller's transaction. */
export class GroupFold {
  private readonly parking: Parking;
  private readonly tables: readonly TableFold[];

  constructor({ group, tableOf, parking }: FoldedTables) {
    this.parking = parking;
    this.tables = group.projections.map(
      (projection) => new TableFold(projection, tableOf(projection), parking),
    );
  }

  /** True when a row may change, or when not even that can be told. */
  isTouchedBy(events: readonly ProjectedEvent[]): boolean {
    return this.tables.some((table) => table.isTouchedBy(events));
  }

  /** @throws what the database or a projection says of an event that it cannot take */
  async foldTogether(client: ClientBase, events: readonly ProjectedEvent[]): Promise<void> {
    for (const table of this.tables) await table.fold(client, events);
  }

  /** Parks what an event touches that cannot be taken, and goes on. */
  async foldOneByOne(client: ClientBase, events: readonly ReadEvent[]): Promise<readonly Poison[]> {
    const poison: Poison[] = [];
    for (const event of events) {
      for (const table of this.tables) poison.push(...(await this.foldOne(client, table, event)));
    }
    return poison;
  }

  /** What was folded stands. */
  commit(): void {
    for (const table of this.tables) table.commit();
  }

  /** What was folded does not stand, or others may have changed the tables. */
  forget(): void {
    for (const table of this.tables) table.forget();
  }

  private async foldOne(
    client: ClientBase,
    table: TableFold,
    event: ReadEvent,
  ): Promise<readonly Poison[]> {
    await client.query('savepoint event');
    try {
      if (!isReadable(event)) throw event.error;
      await table.fold(client, [event]);
      await client.query('release savepoint event');
      return [];
    } catch (error) {
      if (isReadable(event) && !isPoison(error)) throw error;
      await client.query('rollback to savepoint event');
      const poison = poisonOf(table, event, error);
      await this.parking.park(client, poison);
      return [poison];
    }
  }
}

function poisonOf(table: TableFold, event: ReadEvent, error: unknown): Poison {
  return {
    projection: table.projection.name,
    rowKeys: isReadable(event) ? keysIfKnown(table, event) : [],
    event: event.recorded,
    error,
  };
}

function keysIfKnown(table: TableFold, event: ProjectedEvent): readonly string[] {
  try {
    return table.keysOf(event);
  } catch {
    return [];
  }
}
