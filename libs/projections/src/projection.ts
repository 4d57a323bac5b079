import { type RecordedEvent } from '@chargebook/event-store';

export interface ColumnDefinition {
  /** PostgreSQL type with its constraints, as `text collate "C" not null`. */
  readonly type: string;
}

export interface TableDefinition<Row> {
  /** Names are snake_case in the database, the row's members camelCase. */
  readonly columns: Readonly<Record<keyof Row & string, ColumnDefinition>>;
  readonly primaryKey: keyof Row & string;
  /** Made after the first fill; `TABLE` stands for the table's name, `NAME` begins the index's. */
  readonly indexes: readonly string[];
}

/** A table kept by folding the log. `apply` never refuses a fact: what it cannot use it ignores. */
export interface Projection<Row extends object> {
  /** As `charger-list`. */
  readonly name: string;
  /** Part of the table's name; another shape is another version. */
  readonly version: number;
  readonly table: TableDefinition<Row>;
  /** Keys of the rows that the event changes; none for an event that does not matter here. */
  rowKeysOf(event: ProjectedEvent): readonly string[];
  /** The row after the event; undefined = no row. A changed row is a new object. */
  apply(row: Row | undefined, event: ProjectedEvent, key: string): Row | undefined;
}

/** An event as projections see it: parsed, and brought up to the present schema version. */
export interface ProjectedEvent {
  readonly recorded: RecordedEvent;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}
