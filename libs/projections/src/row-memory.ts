import { LRUCache } from 'lru-cache';

/** Rows of one table that the runner knows without asking; `row` undefined = known to be absent. */
export interface KnownRow {
  readonly row: object | undefined;
}

const REMEMBERED_ROWS_PER_TABLE = 5_000;

/**
 * Rows of recent keys, true as long as this runner alone folds: the checkpoint, compared in every
 * transaction, is the proof. Changes are kept apart until their transaction has ended.
 */
export class RowMemory {
  private readonly committed = new LRUCache<string, KnownRow>({ max: REMEMBERED_ROWS_PER_TABLE });
  private readonly changed = new Map<string, KnownRow>();

  get(key: string): KnownRow | undefined {
    return this.changed.get(key) ?? this.committed.get(key);
  }

  change(key: string, row: object | undefined): void {
    this.changed.set(key, { row });
  }

  commit(): void {
    for (const [key, known] of this.changed) this.committed.set(key, known);
    this.changed.clear();
  }

  clear(): void {
    this.committed.clear();
    this.changed.clear();
  }
}
