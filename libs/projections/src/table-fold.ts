import { type ClientBase } from 'pg';

import { ProjectionCodeFailed } from './database-errors';
import { type Parking } from './parking';
import { type AnyProjection, type ProjectedEvent } from './projection';
import { type KnownRow, RowMemory } from './row-memory';
import { RowTable } from './row-table';

interface Touch {
  readonly event: ProjectedEvent;
  readonly keys: readonly string[];
}

/** One projection's table: one select of the touched rows, a fold in memory, one write. */
export class TableFold {
  private readonly table: RowTable;
  private readonly memory = new RowMemory();

  constructor(
    readonly projection: AnyProjection,
    table: string,
    private readonly parking: Parking,
  ) {
    this.table = new RowTable(projection, table);
  }

  /** Folds the events in the caller's transaction; after its end call `commit` or `forget`. */
  async fold(client: ClientBase, events: readonly ProjectedEvent[]): Promise<void> {
    const touches = this.touchesOf(events);
    const before = await this.rowsOf(client, new Set(touches.flatMap(({ keys }) => keys)));
    const after = new Map(before);
    for (const touch of touches) this.apply(touch, after);
    await this.write(client, before, after);
  }

  /** True when a row may change, or when not even that can be told. */
  isTouchedBy(events: readonly ProjectedEvent[]): boolean {
    try {
      return events.some((event) => this.projection.rowKeysOf(event).length > 0);
    } catch {
      return true;
    }
  }

  /** What was folded stands. */
  commit(): void {
    this.memory.commit();
  }

  /** What was folded does not stand, or others may have changed the table. */
  forget(): void {
    this.memory.clear();
  }

  /** @throws ProjectionCodeFailed */
  keysOf(event: ProjectedEvent): readonly string[] {
    try {
      return this.projection.rowKeysOf(event);
    } catch (error) {
      throw new ProjectionCodeFailed(error);
    }
  }

  private touchesOf(events: readonly ProjectedEvent[]): readonly Touch[] {
    return events
      .map((event) => ({ event, keys: this.openKeysOf(event) }))
      .filter(({ keys }) => keys.length > 0);
  }

  private openKeysOf(event: ProjectedEvent): readonly string[] {
    return this.parking.open(this.projection.name, event.recorded, this.keysOf(event));
  }

  private async rowsOf(
    client: ClientBase,
    keys: ReadonlySet<string>,
  ): Promise<Map<string, KnownRow>> {
    const rows = new Map<string, KnownRow>();
    const unknown: string[] = [];
    if (this.projection.isAppendOnly === true) return rows;
    for (const key of keys) {
      const known = this.memory.get(key);
      if (known === undefined) unknown.push(key);
      rows.set(key, known ?? { row: undefined });
    }
    for (const row of await this.table.select(client, unknown)) rows.set(this.keyOf(row), { row });
    return rows;
  }

  private apply({ event, keys }: Touch, rows: Map<string, KnownRow>): void {
    for (const key of keys) rows.set(key, { row: this.applyTo(rows.get(key)?.row, event, key) });
  }

  private applyTo(row: object | undefined, event: ProjectedEvent, key: string): object | undefined {
    try {
      const after = this.projection.apply(row, event, key);
      if (after === undefined || this.keyOf(after) === key) return after;
    } catch (error) {
      throw new ProjectionCodeFailed(error);
    }
    throw new ProjectionCodeFailed(new Error(`the row for "${key}" has another key`));
  }

  private async write(
    client: ClientBase,
    before: ReadonlyMap<string, KnownRow>,
    after: ReadonlyMap<string, KnownRow>,
  ): Promise<void> {
    const { inserts, updates, removals } = changesOf(before, after);
    await this.table.insert(client, inserts);
    await this.table.upsert(client, updates);
    await this.table.remove(client, removals);
    if (this.projection.isAppendOnly === true) return;
    for (const [key, { row }] of after) this.memory.change(key, row);
  }

  private keyOf(row: object): string {
    const key: unknown = Reflect.get(row, this.projection.table.primaryKey);
    return String(key);
  }
}

interface Changes {
  readonly inserts: object[];
  readonly updates: object[];
  readonly removals: string[];
}

function changesOf(
  before: ReadonlyMap<string, KnownRow>,
  after: ReadonlyMap<string, KnownRow>,
): Changes {
  const changes: Changes = { inserts: [], updates: [], removals: [] };
  for (const [key, { row }] of after) {
    const former = before.get(key)?.row;
    if (row === former) continue;
    if (row === undefined) changes.removals.push(key);
    else (former === undefined ? changes.inserts : changes.updates).push(row);
  }
  return changes;
}
